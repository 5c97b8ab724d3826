"""The form of a planned price."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from shop.backoffice.offers.forms import day
from shop.backoffice.prices.forms import LEAST, MOST, asked
from shop.backoffice.prices.planned_rows import usual_price
from shop.fields.names_missing import NamesMissing
from shop.fields.pounds import PoundsField
from shop.london import london
from shop.partner.models import StockRecord
from shop.partner.planned_price import PlannedPrice
from shop.partner.prices import NewPrice


class PlanForm(NamesMissing, forms.Form):
    """A price and its days; `sure` holds the price that the page asked about, as in the table."""

    price = PoundsField(label="Planned price in £", least=LEAST, most=MOST)
    since = day("From", missing="Choose the first day.", help_text="From the start of that day, London time.")
    until = day("Until", missing="Choose the last day.", help_text="To the end of that day, London time.")
    sure = PoundsField(required=False, widget=forms.HiddenInput())

    def __init__(self, record: StockRecord, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.record, self.usual = record, usual_price(record)
        self.fields["price"].error_messages["required"] = "Type the price."

    def clean_since(self) -> date:
        """Today or later: a price isn't changed in the past."""
        since: date = self.cleaned_data["since"]
        if since < timezone.localdate():
            raise ValidationError("That day is over. Choose today or a later day.")
        return since

    def clean(self) -> dict[str, Any]:
        """The last day isn't before the first one."""
        given = super().clean() or self.cleaned_data
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "The last day is before the first one.")
        if given.get("price") is not None and given["price"] == self.usual:
            self.add_error("price", "That is its price without a plan.")
        return given

    @property
    def question(self) -> str:
        """As in the table, or "" for a usual change and for one that was confirmed."""
        if not self.is_bound or not self.is_valid():
            return ""
        price = self.cleaned_data["price"]
        change = NewPrice(self.record.pk, self.usual, price)
        return "" if self.cleaned_data.get("sure") == price else asked(change)

    def say_overlap(self, plan: PlannedPrice) -> None:
        """Two prices can't hold on one day."""
        days = f"from {london(plan.since)} until {london(plan.until)}"
        self.add_error("since", f"£{plan.price} is planned {days}. Choose other days, or cancel that one.")
