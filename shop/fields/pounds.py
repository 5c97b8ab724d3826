"""A form field for prices as they are typed here."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

AMOUNT = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+")
HOW = "Type pounds and pence, such as 9.20."


class PoundsField(forms.DecimalField):
    """Takes “£9.20”, “9.2” and “£1,250”; gives pounds with two places.

    The comma only separates thousands: “9,20” would be read as £920 by some and as £9.20 by others.
    """

    def __init__(
        self,
        *,
        required: bool = True,
        label: str | None = None,
        least: Decimal | None = None,
        most: Decimal | None = None,
        widget: forms.Widget | None = None,
    ) -> None:
        typed = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            required=required,
            label=label,
            widget=widget or typed,
            min_value=least,
            max_value=most,
            decimal_places=2,
        )
        self.error_messages |= {"invalid": HOW, "max_decimal_places": HOW}
        self.error_messages |= {"min_value": f"At least £{least}.", "max_value": f"At most £{most}."}

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override]  # as DecimalField's own
        """Called by the form; raises ValidationError."""
        typed = "" if value is None else "".join(str(value).split()).removeprefix("£")
        if not typed:
            return None
        if not AMOUNT.fullmatch(typed) or not typed.isascii():
            raise ValidationError(HOW, code="invalid")
        amount = super().to_python(typed.replace(",", ""))
        return amount if amount is None else self._with_pence(amount)

    @staticmethod
    def _with_pence(amount: Decimal) -> Decimal:
        """Two places where there are fewer; `DecimalValidator` refuses more."""
        return amount.quantize(Decimal("0.01")) if _places(amount) < 2 and amount < 10**9 else amount


def _places(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
