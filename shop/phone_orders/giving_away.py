"""What staff send at no charge without an order before it: goodwill, samples, press."""

import uuid

from django.conf import settings
from django.db import transaction

from shop.accounts.models import User
from shop.money import from_pence, to_pence
from shop.order.free_orders import CannotSend, FreeItem, FreeParcel, create_free_order
from shop.order.kinds import FreeReason, OrderKind
from shop.order.models import Order
from shop.phone_orders.drafts import AlreadySent
from shop.phone_orders.models import PaymentLink, State


@transaction.atomic
def give_away(*, link: PaymentLink, by: User, reason: FreeReason, note: str, most: int | None) -> Order:
    """Make a draft an order of £0.00. `most` is how many pence its items may be worth; None without a limit.

    Raises CannotSend, and AlreadySent for a second click.
    """
    rows = PaymentLink.objects.select_for_update(of=("self",)).select_related("basket", "user")
    link = rows.get(pk=link.pk)
    if link.state != State.DRAFT:
        raise AlreadySent
    if not link.where.has_address:
        raise CannotSend("Name, address and email come first.")
    items = _items(link)
    _check_limit(items, most)
    order = create_free_order(_parcel(link, by, reason, note), items)
    PaymentLink.objects.filter(pk=link.pk).update(state=State.GIVEN, details={}, email="", user=None)
    return order


def _items(link: PaymentLink) -> list[FreeItem]:
    lines = link.basket.lines.select_related("product__parent", "stockrecord__partner").order_by("pk")
    if not lines:
        raise CannotSend("Add an item first.")
    return [FreeItem(line.product, line.stockrecord, line.quantity, line.stockrecord.price) for line in lines]


def _check_limit(items: list[FreeItem], most: int | None) -> None:
    worth = sum(to_pence(item.price) * item.quantity for item in items)
    if most is not None and worth > most:
        raise CannotSend(
            f"It is worth £{from_pence(worth)}; above £{from_pence(most)}, please ask the owner."
        )


def _parcel(link: PaymentLink, by: User, reason: FreeReason, note: str) -> FreeParcel:
    details = link.where
    return FreeParcel(
        kind=OrderKind.NO_CHARGE,
        reason=reason,
        by=by,
        key=uuid.uuid4(),
        address=details.shipping_address(),
        zone=details.zone,
        method=details.method,
        user=link.user,
        email=details.email,
        simulated=settings.PAYMENTS == "simulated",
        note=note,
    )
