"""What every page about one order shows: its lines, delivery, refunds and links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import prefetch_related_objects

from shop.checkout.cancellation_summary import cancelled
from shop.order import statuses
from shop.order.cancelled_pieces import cancelled_of, still_to_come
from shop.order.delivery_dates import delivery_dates
from shop.order.items import OrderItem, ParcelItem, items_in, order_items
from shop.order.models import Order, Parcel
from shop.order.returns.wording import told
from shop.order.timeline import timeline
from shop.order.tokens import PAY, VIEW, token_for
from shop.payment.services import refunds_told, vat_after_refunds

OVER = (statuses.DELIVERED, statuses.CANCELLED)
NOT_AGAIN = (statuses.PENDING, statuses.REVIEW)  # first it is clear what became of this one


@dataclass(frozen=True)
class LinkedOrder:
    """An order that another one replaces, or that replaces it, with the token of its page."""

    number: str
    token: str
    is_sent: bool


def _linked(order: Order) -> LinkedOrder:
    return LinkedOrder(order.number, token_for(order, VIEW), order.status in statuses.RECEIVED)


def _replacements(order: Order) -> list[LinkedOrder]:
    """Those that weren't cancelled, the first one first."""
    made = order.replacements.exclude(status=statuses.CANCELLED).order_by("pk")
    return [_linked(other) for other in made]


@dataclass(frozen=True)
class SentParcel:
    """A parcel that has left, with what is in it."""

    parcel: Parcel
    items: list[ParcelItem]


def _parcels(order: Order) -> list[SentParcel]:
    """All that have left, where the order didn't leave in one."""
    if not order.goes_in_parts:
        return []
    return [SentParcel(parcel, items_in(parcel)) for parcel in order.standing_parcels]


def _delivery(order: Order, dates: str) -> str:
    """How and when it arrives, or arrives in parts."""
    if order.goes_in_parts:
        return f"{order.shipping_method}, in several parcels"
    return f"{order.shipping_method}, arrives {dates}" if dates else order.shipping_method


def _dates(order: Order, coming: Mapping[int, int]) -> str:
    """The promised days, as long as they say something of what is still to arrive."""
    is_stopped = order.status == statuses.PAID and not coming
    return "" if order.goes_in_parts or is_stopped or order.status in OVER else delivery_dates(order)


def _to_follow(order: Order, items: Iterable[OrderItem], coming: Mapping[int, int]) -> list[ParcelItem]:
    """What the last parcels will have, of an order that left in part."""
    if not order.is_part_sent:
        return []
    return [ParcelItem(item, coming[item.line.pk]) for item in items if item.line.pk in coming]


def order_context(order: Order, **more: object) -> dict[str, Any]:
    """The template context of an order's page; `more` is added to it."""
    prefetch_related_objects([order], "status_changes", "lines", "parcels")  # for timeline and deadlines
    address, gone = order.shipping_address, cancelled_of(order)
    items = [replace(item, cancelled=gone.of(item.line)) for item in order_items(order)]
    coming = still_to_come(order, gone)
    dates = _dates(order, coming)
    return {
        "order": order,
        "items": items,
        "parcels": _parcels(order),
        "to_follow": _to_follow(order, items, coming),
        "has_seals": any(item.is_sealed for item in items),
        "dates": dates,
        "timeline": timeline(order, expected=dates),
        "deadlines": order.deadlines,
        "can_order_again": order.status not in NOT_AGAIN,
        "token": token_for(order, VIEW),
        "pay_token": token_for(order, PAY),
        "address_line": ", ".join(address.active_address_fields()) if address else "",
        "delivery_line": _delivery(order, dates),
        "refunds": refunds_told(order),
        "returns": told(order),
        "cancelled": cancelled(order, rest_comes=bool(coming)),
        "replaced": _linked(order.replaces) if order.replaces else None,
        "replacements": _replacements(order),
        "vat_left": sum(row["vat"] for row in vat_after_refunds(order)),
        **more,
    }
