"""The form of a contribution: a suggested amount or another one, and where the receipt goes."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from shop.fields.email import EmailFormField
from shop.fields.pounds import PoundsField
from shop.money import to_pence
from shop.trader.contribution_settings import LEAST, MOST

CHOOSE = "Choose an amount, or type your own."
TWO_AMOUNTS = "You chose £{chosen} and typed £{typed}: clear this field, or type the amount that you mean."


class ContributionForm(forms.Form):
    """Nothing is chosen beforehand: whoever gives says how much."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    amount = forms.TypedChoiceField(label="Amount", coerce=int, empty_value=None, required=False)
    own = PoundsField(
        label=f"Or another amount, £{LEAST} to £{MOST}",
        required=False,
        least=Decimal(LEAST),
        most=Decimal(MOST),
    )
    email = EmailFormField(
        label="Your email",
        help_text="For the receipt, and for nothing else.",
        error_messages={"required": "Type your email: the receipt goes there."},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, data: QueryDict | None = None, *, pounds: list[int]) -> None:
        super().__init__(data, initial={"key": uuid.uuid4()})
        self.fields["amount"].choices = [(one, f"£{one}") for one in pounds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One amount, and not two."""
        given = super().clean() or self.cleaned_data
        chosen, typed = given.get("amount"), given.get("own")
        if chosen is None and typed is None and not {"amount", "own"} & set(self.errors):
            self.add_error("own", CHOOSE)
        if chosen is not None and typed is not None and typed != chosen:
            self.add_error("own", TWO_AMOUNTS.format(chosen=chosen, typed=typed))
        return given

    @property
    def pence(self) -> int:
        """The amount of a valid form."""
        given = self.cleaned_data
        typed = given["own"]
        return to_pence(Decimal(given["amount"]) if typed is None else typed)
