"""Cancelled quantities of an order, and what its buyer may still cancel or complain about."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Sum

from shop.order.models import Order
from shop.order.return_rows import Kind


def cancelled_quantities(order: Order) -> dict[int, int]:
    """The quantity of each line that all notices together have cancelled."""
    rows = order.lines.filter(cancelled__isnull=False).order_by()
    return dict(rows.annotate(gone=Sum("cancelled__quantity")).values_list("pk", "gone"))


def claimed_quantities(order: Order) -> dict[int, int]:
    """The quantity of each line that claims are about, however they ended."""
    rows = order.lines.filter(returned__item_return__kind=Kind.CLAIM).order_by()
    return dict(rows.annotate(gone=Sum("returned__quantity")).values_list("pk", "gone"))


def cancellable(order: Order) -> list[tuple[Any, int]]:
    """The lines that notices and claims haven't covered yet, each with the quantity that is left.

    What came at no charge is part of no contract of its own: the order that it replaces is cancelled.
    """
    if not order.is_sale:
        return []
    gone, claimed = cancelled_quantities(order), claimed_quantities(order)
    free = [
        (line, line.quantity - gone.get(line.pk, 0) - claimed.get(line.pk, 0))
        for line in order.lines.select_related("product__parent").order_by("pk")
    ]
    return [(line, left) for line, left in free if left > 0]


def wording(chosen: Sequence[tuple[Any, int]]) -> str:
    """“2 × Sunflower oil, 100 ml; 1 × Muslin cloths”."""
    return "; ".join(f"{quantity} × {line.title}" for line, quantity in chosen)
