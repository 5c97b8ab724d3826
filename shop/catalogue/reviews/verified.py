"""“Verified purchase”: derived from orders each time it is shown, never stored (DMCC Act 2024, sch. 20)."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

ReceivedLines = Callable[[], QuerySet[Any]]
_sources: list[ReceivedLines] = []


def register_received_lines(find: ReceivedLines) -> None:
    """Called by the app that has orders; `find` returns the order lines that their buyers have received."""
    _sources.append(find)


def with_verified(reviews: QuerySet) -> QuerySet:
    """Annotate reviews with `is_verified`: the author’s account received this product, in any size."""
    (received_lines,) = _sources
    received = received_lines().filter(
        Q(product=OuterRef("product")) | Q(product__parent=OuterRef("product")),
        order__user=OuterRef("user"),
    )
    return reviews.annotate(is_verified=Exists(received))
