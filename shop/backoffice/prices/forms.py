"""The form of one price in the table."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from shop.fields.names_missing import NamesMissing
from shop.fields.pounds import PoundsField
from shop.partner.models import StockRecord
from shop.partner.prices import NewPrice, price_words

LEAST, MOST = Decimal("0.01"), Decimal("9999.99")
UNUSUAL = 30  # per cent, up or down, from which on the page asks once


class PriceForm(NamesMissing, forms.Form):
    """A price, and the one that was shown beside it.

    `sure` holds the price that the page asked about: a yes to one price isn't a yes to the next.
    """

    price = PoundsField(
        required=False,
        least=LEAST,
        most=MOST,
    )
    shown = PoundsField(required=False, widget=forms.HiddenInput())
    sure = PoundsField(required=False, widget=forms.HiddenInput())

    def __init__(self, record: StockRecord, data: QueryDict | None = None) -> None:
        start = {"price": record.price, "shown": record.price}
        super().__init__(data, prefix=str(record.pk), initial=start)
        self.record, self.sent = record, data or QueryDict()
        label = f"Price of {record.product.full_name} in £"
        self.fields["price"].widget.attrs |= {"aria-label": label, "size": 8}

    def clean(self) -> dict[str, Any]:
        """A price that is there can be changed, not taken away."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "price" in given and given["price"] is None and given.get("shown") is not None:
            self.add_error("price", "Without a price it can’t be sold. To stop the sale, make it a draft.")
        return given

    @property
    def change(self) -> NewPrice | None:
        """What is to be saved, after `is_valid`: None where the price is the one that was shown."""
        price, shown = self.cleaned_data.get("price"), self.cleaned_data.get("shown")
        if price is None or price == shown:
            return None
        return NewPrice(self.record.pk, shown, price)

    @property
    def question(self) -> str:
        """“£29.00 to £9.20, −68%: sure?”, or "" for a usual change and for one that was confirmed."""
        change = self.change if self.is_bound and self.is_valid() else None
        if change is None or self.cleaned_data.get("sure") == change.price:
            return ""
        return asked(change)

    def say_who_was_faster(self, now: Decimal | None, who: str) -> None:
        """Compare with the present price from now on, and keep what was typed."""
        sent = self.sent.copy()
        sent[self.add_prefix("shown")] = "" if now is None else str(now)
        self.data = sent
        seen = self.cleaned_data.get("shown")
        self.add_error(
            "price",
            f"{who} changed it from {price_words(seen)} to {price_words(now)}. "
            "Save again to set yours all the same.",
        )


def asked(change: NewPrice) -> str:
    """“£29.00 to £9.20, −68%: sure?”, or "" for a usual change."""
    if not change.shown:
        return ""
    per_cent = (change.price - change.shown) * 100 / change.shown
    if abs(per_cent) <= UNUSUAL:
        return ""
    return f"£{change.shown} to £{change.price}, {_signed(per_cent)}%: sure?"


def _signed(per_cent: Decimal) -> str:
    whole = per_cent.quantize(Decimal(1), ROUND_HALF_UP)
    return f"−{-whole}" if whole < 0 else f"+{whole}"
