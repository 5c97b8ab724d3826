"""Forms of the VAT registration and of the rates."""

from decimal import Decimal
from typing import Final

from django import forms
from django.http import QueryDict

from shop.backoffice.offers.forms import day
from shop.documents.vat_changes import simulated_at_another_rate, simulated_otherwise
from shop.fields.names_missing import NamesMissing
from shop.trader.details import stored_trader
from shop.trader.models import VatRate

YES, NO = "yes", "no"
HUNDRED: Final = Decimal(100)
KNOWS: Final = "Save it all the same"
FROM: Final = "The first day; London time. Sales of the days before stay as they are."


class AsksFirst(NamesMissing, forms.Form):
    """From a day on. `seen` is what the page showed.

    Asks with the number of simulated invoices before they and the settings differ; real ones refuse.
    """

    since = day("Day", missing="Choose the day.", help_text=FROM)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    knows = forms.BooleanField(label=KNOWS, required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, seen: int = 0) -> None:
        super().__init__(data, initial={"seen": seen})

    def count_others(self) -> int:
        """How many say something else than what is about to be saved."""
        raise NotImplementedError

    def is_agreed(self) -> bool:
        """Whether it may be saved; else a tick is shown beside the number. The form is valid."""
        others = self.count_others()
        if not others or self.cleaned_data["knows"]:
            return True
        self.fields["knows"].widget = forms.CheckboxInput()
        were = "simulated invoice was" if others == 1 else "simulated invoices were"
        self.add_error("knows", f"{others} {were} issued otherwise since this day. They stay as they are.")
        return False


class RegistrationForm(AsksFirst):
    """From which day the trader is registered, or isn't any more."""

    prefix = "registration"
    field_order = ("registered", "since", "knows")

    registered = forms.ChoiceField(
        label="From this day",
        choices=[(YES, "Registered: sales have VAT"), (NO, "Not registered: no VAT anywhere")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )

    def count_others(self) -> int:
        """Simulated invoices of these days that say something else."""
        data = self.cleaned_data
        return simulated_otherwise(since=data["since"], registered=data["registered"])

    def clean_registered(self) -> bool:
        """Whoever is registered names the number on each invoice (VAT Regulations 1995, reg. 14)."""
        is_registered = self.cleaned_data["registered"] == YES
        if is_registered and not stored_trader().vat_number:
            raise forms.ValidationError("Type your VAT number under Trader’s details first.")
        return is_registered


class RateForm(AsksFirst):
    """From which day a rate is another one, in per cent."""

    prefix = "rate"
    field_order = ("tax_code", "percent", "since", "knows")

    tax_code = forms.ChoiceField(label="Rate", choices=VatRate.Code)
    percent = forms.DecimalField(
        label="Per cent",
        min_value=0,
        max_value=Decimal("99.99"),
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": "Type the rate in per cent, such as 20."},
    )

    def count_others(self) -> int:
        """Simulated invoices of these days at another rate."""
        data = self.cleaned_data
        return simulated_at_another_rate(since=data["since"], tax_code=data["tax_code"], rate=self.rate)

    @property
    def rate(self) -> Decimal:
        """As a fraction; the form is valid."""
        return Decimal(self.cleaned_data["percent"]) / HUNDRED
