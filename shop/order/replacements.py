"""Replacing what a parcel lost: a linked order at no charge."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Sum

from shop.accounts.models import User
from shop.order import statuses
from shop.order.change_log import log_change
from shop.order.free_orders import CannotSend, FreeItem, FreeParcel, create_free_order, made_before
from shop.order.kinds import FreeReason, OrderKind
from shop.order.models import Line, Order, ShippingAddress
from shop.order.refunds import refunded_pieces

COPIED = ("first_name", "last_name", "line1", "line2", "line3", "line4", "state", "postcode", "country_id")


@dataclass(frozen=True)
class Asked:
    """Which pieces, by the id of their line, and why; `key` comes with the form."""

    pieces: Mapping[int, int]
    reason: FreeReason
    by: User
    key: uuid.UUID
    note: str = ""


def may_be_replaced(order: Order) -> bool:
    """Whether it has left: before that it is corrected, refunded or cancelled."""
    return order.status in statuses.RECEIVED or order.is_part_sent


def replaceable(order: Order) -> dict[int, int]:
    """How many of each line, by id, were sent and neither refunded nor replaced yet."""
    gone = refunded_pieces(order)
    for line_id, pieces in _replaced(order).items():
        gone[line_id] = gone.get(line_id, 0) + pieces
    lines = {line.pk: line.quantity - _still_here(order, line) for line in order.lines.order_by("pk")}
    return {pk: max(sent - gone.get(pk, 0), 0) for pk, sent in lines.items()}


def _still_here(order: Order, line: Line) -> int:
    """Pieces that follow in another parcel."""
    return line.quantity_to_send if order.is_part_sent else 0


def _replaced(order: Order) -> dict[int, int]:
    """What standing replacements took, by the id of the line; a piece that was taken out of one isn't."""
    lines = Line.objects.filter(replaces__order=order).exclude(order__status=statuses.CANCELLED)
    rows = lines.order_by().values("replaces").annotate(pieces=Sum(F("quantity") - F("quantity_withdrawn")))
    return dict(rows.values_list("replaces", "pieces"))


@transaction.atomic
def replace(*, order: Order, asked: Asked) -> Order:
    """Make the order that replaces pieces of another; the same key again is the same order.

    The lock on the order is that of its refunds: the same pieces are never both refunded and replaced by
    colleagues who didn't see each other. Raises CannotSend.
    """
    order = Order.objects.select_for_update(of=("self",)).select_related("user").get(pk=order.pk)
    if made := made_before(asked.key):
        return made
    items = _items(order, asked)
    made = create_free_order(_parcel(order, asked), items)
    changes = [("Replacement", "", f"{made.number}: {_words(items)}"), ("Reason", "", asked.reason.label)]
    log_change(order=order, action="order.replaced", by=asked.by, changes=changes, why=asked.note)
    return made


def _words(items: list[FreeItem]) -> str:
    return "; ".join(f"{item.quantity} × {item.replaces.title}" for item in items if item.replaces)


def _items(order: Order, asked: Asked) -> list[FreeItem]:
    """The pieces that are asked for, checked under the order's lock."""
    if not may_be_replaced(order):
        raise CannotSend(f"Order {order.number} is {order.status}: only one that was sent can be replaced.")
    free = replaceable(order)
    lines = order.lines.select_related("product__parent", "stockrecord__partner").order_by("pk")
    wanted = {line: asked.pieces[line.pk] for line in lines if asked.pieces.get(line.pk)}
    if not wanted:
        raise CannotSend("Say how many of which item are replaced.")
    for line, pieces in wanted.items():
        if not 0 < pieces <= free[line.pk]:
            raise CannotSend(f"Of {line.title}, {free[line.pk]} can still be replaced.")
    return [_item(line, pieces) for line, pieces in wanted.items()]


def _item(line: Line, pieces: int) -> FreeItem:
    if line.product is None or line.stockrecord is None:
        raise CannotSend(f"{line.title} is no longer sold: refund it instead.")
    price = line.unit_price_incl_tax or line.stockrecord.price
    return FreeItem(line.product, line.stockrecord, pieces, price, replaces=line)


def _parcel(order: Order, asked: Asked) -> FreeParcel:
    """To the same person and address, by the same service."""
    address = order.shipping_address
    if address is None:
        raise CannotSend("This order has no delivery address.")
    copied = {name: getattr(address, name) for name in (*COPIED, "phone_number", "notes")}
    return FreeParcel(
        kind=OrderKind.REPLACEMENT,
        reason=asked.reason,
        by=asked.by,
        key=asked.key,
        address=ShippingAddress(**copied),
        zone=order.delivery_zone,
        method=order.shipping_code,
        user=order.user,
        email=order.guest_email,
        replaces=order,
        simulated=order.simulated,
        note=asked.note,
    )
