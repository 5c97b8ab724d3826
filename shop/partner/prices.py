"""Changes prices: only those that are still what the person saw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from shop.partner.models import StockRecord


@dataclass(frozen=True)
class NewPrice:
    """A price in pounds, VAT included; `shown` is what the page said when it was typed."""

    record_id: int
    shown: Decimal | None
    price: Decimal


def price_words(price: Decimal | None) -> str:
    """“£9.20”, or “no price”."""
    return "no price" if price is None else f"£{price}"


class PricesHaveChanged(Exception):
    """Somebody was faster; nothing was saved. `now` has the present prices by key of the stock record."""

    def __init__(self, now: Mapping[int, Decimal | None]) -> None:
        super().__init__(now)
        self.now = now


@transaction.atomic
def change_prices(*, changes: Sequence[NewPrice]) -> list[StockRecord]:
    """Save all of them or none; return the changed stock records. Raises PricesHaveChanged.

    The history is written by the database's triggers, the activity log and the caches follow `save`.
    """
    wanted = {change.record_id: change for change in changes}
    records = _locked(wanted)
    faster = {
        record.pk: record.price
        for record in records
        if record.price not in (wanted[record.pk].shown, wanted[record.pk].price)
    }
    if faster:
        raise PricesHaveChanged(faster)
    for record in records:
        record.price = wanted[record.pk].price
        record.save(update_fields=["price"])
    return records


def _locked(wanted: Mapping[int, NewPrice]) -> list[StockRecord]:
    """In order of their keys, as everything that locks several."""
    rows = StockRecord.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    return list(rows.select_related("product__parent"))
