"""Orders, as the room of orders answers the signal: the newsletter doesn’t know their tables."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from django.db.models import QuerySet

from shop.signals import list_paid_orders


def paid_orders() -> QuerySet[Any]:
    """Paid orders with their `buyer`, an email address."""
    [(_, orders)] = list_paid_orders.send(sender=None)
    return cast(QuerySet[Any], orders)


def orders_of(emails: Collection[str], *, since: datetime) -> dict[str, list[datetime]]:
    """The moments of these people’s orders after one moment."""
    rows = paid_orders().filter(buyer__in=emails, date_placed__gt=since)
    found: dict[str, list[datetime]] = defaultdict(list)
    for buyer, placed in rows.values_list("buyer", "date_placed"):
        found[buyer].append(placed)
    return found


def products_of(emails: Collection[str], *, among: Collection[str]) -> dict[str, set[str]]:
    """Which of these products, by slug, each person ever bought in any size."""
    found: dict[str, set[str]] = defaultdict(set)
    orders = paid_orders().filter(buyer__in=emails)
    for column in ("lines__product__slug", "lines__product__parent__slug"):
        rows = orders.filter(**{f"{column}__in": among}).values_list("buyer", column)
        for buyer, slug in rows:
            found[buyer].add(slug)
    return found
