"""The table of delivery prices as forms: one for the UK's standard price, one for each zone and method."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from shop.fields.names_missing import NamesMissing
from shop.fields.pounds import PoundsField
from shop.shipping import services
from shop.shipping.models import DeliveryRate

MAX_DAYS = 30  # Consumer Rights Act 2015, s. 28
MOST = Decimal(999)


class DaysField(forms.IntegerField):
    """A number of working days; remembers what the page showed."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            min_value=1,
            max_value=MAX_DAYS,
            show_hidden_initial=True,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={"required": f"Type a number of days from 1 to {MAX_DAYS}."},
        )


class ShownPounds(PoundsField):
    """A price that remembers what the page showed."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, least=Decimal("0.00"), most=MOST)
        self.show_hidden_initial = True
        self.error_messages["required"] = "Type the price."


class RateForm(NamesMissing, forms.Form):
    """One row. The price of standard delivery within the UK is one for all, and has a form of its own."""

    price = ShownPounds("Price in £")
    min_days = DaysField("Working days, at least")
    max_days = DaysField("at most")
    is_active = forms.BooleanField(label="Offered", required=False, show_hidden_initial=True)

    def __init__(self, rate: DeliveryRate, data: QueryDict | None = None) -> None:
        self.rate = rate
        names = ("price", "min_days", "max_days", "is_active")
        now = {name: getattr(rate, name) for name in names}
        super().__init__(data, prefix=f"rate-{rate.pk}", initial=now)
        if services.is_promised(rate):  # every page promises it in the whole UK, at one price
            del self.fields["price"], self.fields["is_active"]

    def clean(self) -> dict[str, Any]:
        """At least isn't more than at most; nobody was faster."""
        given = super().clean() or self.cleaned_data
        low, high = given.get("min_days"), given.get("max_days")
        if low and high and high < low:
            self.add_error("max_days", "This can’t be less than the days at least.")
        for name in self.changed_data:
            refuse_if_faster(self, name, getattr(self.rate, name))
        return given

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that were changed, with their new values; the form is valid."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class PromisedForm(NamesMissing, forms.Form):
    """The one price of standard delivery within the UK."""

    price = ShownPounds("Standard delivery, everywhere in the UK, in £")

    def __init__(self, now: Decimal, data: QueryDict | None = None) -> None:
        self.now = now
        super().__init__(data, prefix="uk", initial={"price": now})

    def clean(self) -> dict[str, Any]:
        """Nobody was faster."""
        if "price" in self.changed_data:
            refuse_if_faster(self, "price", self.now)
        return super().clean() or self.cleaned_data


def refuse_if_faster(form: forms.Form, name: str, now: object) -> None:
    """An error beside the field if the page showed another value than the table has by now."""
    field = form.fields[name]
    shown = field.to_python(form.data.get(form.add_initial_prefix(name)))
    if shown != now and name in form.cleaned_data:
        form.add_error(name, f"A colleague has changed it meanwhile, to {now}. Load the page again.")
