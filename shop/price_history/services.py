"""Former prices that pages may name, from the history and the orders."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.utils import timezone

from shop.london import start_of
from shop.price_history.former_price import AskedPrice, FormerPrice, former_price
from shop.price_history.models import PriceChange

Histories = Mapping[int, list[AskedPrice]]
SoldAt = Callable[[int, FormerPrice], bool]
_sources: list[SoldAt] = []


def register_sold_at(was_sold: SoldAt) -> None:
    """Called by the app that has orders; `was_sold` says whether a product was sold at a former price."""
    _sources.append(was_sold)


def read_histories() -> Histories:
    """The asked prices by product id, oldest first, of products whose price has ever changed; one query."""
    found: dict[int, list[AskedPrice]] = defaultdict(list)
    rows = PriceChange.objects.filter(product__in=_changed_products()).order_by("changed_at", "pk")
    for product, price, offer_price, changed_at in rows.values_list(
        "product_id", "price", "offer_price", "changed_at"
    ):
        found[product].append(AskedPrice(price if offer_price is None else offer_price, changed_at))
    return found


def was_price(histories: Histories, product_id: int, price: Decimal) -> Decimal | None:
    """The price that a page may name as the former one beside today’s, or None."""
    found = former_price(histories.get(product_id, ()), price=price, end_of_day=_end_of_day())
    if found is None or not any(was_sold(product_id, found) for was_sold in _sources):
        return None
    return found.price


def _changed_products() -> QuerySet[PriceChange, int]:
    counted = PriceChange.objects.order_by().values("product").annotate(changes=Count("pk"))
    return counted.filter(changes__gt=1).values_list("product", flat=True)


def _end_of_day() -> datetime:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return start_of(tomorrow)
