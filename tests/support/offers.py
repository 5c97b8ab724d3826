"""Offers and codes of every kind that staff can make in the dashboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone
from oscar.core.loading import get_model

_numbers = count(1)


@contextmanager
def undone() -> Iterator[None]:
    """What one example of a property made is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def a_range(*products: Any) -> Any:
    """These products, or everything where none are named."""
    made = get_model("offer", "Range").objects.create(
        name=f"Range {next(_numbers)}", includes_all_products=not products
    )
    for product in products:
        made.add_product(product)
    return made


def an_offer(
    kind: str = "Percentage",
    value: str | None = "10",
    *,
    condition: str = "Count",
    times: str = "1",
    goods: Any = None,
    most: int | None = None,
    **fields: Any,
) -> Any:
    """An offer of `kind` and `value` for baskets that meet the `condition` `times` times."""
    goods = goods or a_range()
    off_delivery = kind.startswith("Shipping") or kind == "Fixed price"
    given = {"name": f"{kind} {value} {next(_numbers)}"} | fields
    return get_model("offer", "ConditionalOffer").objects.create(
        condition=get_model("offer", "Condition").objects.create(
            range=goods, type=condition, value=Decimal(times)
        ),
        benefit=get_model("offer", "Benefit").objects.create(
            range=None if off_delivery else goods, type=kind, value=value, max_affected_items=most
        ),
        **given,
    )


def a_voucher(code: str, *offers: Any, days: tuple[int, int] = (-9, 9), **fields: Any) -> Any:
    """A code for these offers, or for 10% off everything."""
    start, end = (timezone.now() + timedelta(days=day) for day in days)
    given = {"usage": "Multi-use", "start_datetime": start, "end_datetime": end, "name": code} | fields
    made = get_model("voucher", "Voucher").objects.create(code=code, **given)
    for offer in offers or [an_offer(offer_type="Voucher")]:
        offer.offer_type = "Voucher"
        offer.save()
        made.offers.add(offer)
    return made


def delivery_free(**fields: Any) -> Any:
    """An offer of free delivery."""
    return an_offer("Shipping percentage", "100", offer_type="Voucher", **fields)
