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
    """Annotate reviews with `is_verified`: the author received this product, in any size.

    An author is an account, or the address of a guest’s order. Only the signed link in an email to that
    address stores it with a review (`shop/aftercare/reviews`).
    """
    (received_lines,) = _sources
    by_account = Q(order__user=OuterRef("user"))
    by_guest = Q(order__user=None, order__guest_email=OuterRef("email")) & ~Q(order__guest_email="")
    received = received_lines().filter(
        Q(product=OuterRef("product")) | Q(product__parent=OuterRef("product")), by_account | by_guest
    )
    return reviews.annotate(is_verified=Exists(received))
