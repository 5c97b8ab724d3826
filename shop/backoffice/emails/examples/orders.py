"""An order by nobody, with what its emails are about."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.utils import timezone

from shop.backoffice.emails.examples.sold import a_product
from shop.london import iso
from shop.mail.examples import Make
from shop.order import statuses
from shop.order.kinds import FreeReason, OrderKind
from shop.order.models import Order, Parcel, Return, ShippingAddress
from shop.order.terms import current_terms
from shop.payment.models import PaymentAttempt, Refund
from shop.shipping.promise import arrives

EMAIL: Final = "una.quill@example.com"
NUMBER, REPLACED = "PS-2345-6789", "PS-2345-6788"
DELIVERY, PRICE = Decimal("3.95"), Decimal("14.50")
TRACKING: Final = "AB123456785GB"
ADDRESS: Final[dict[str, str]] = {
    "first_name": "Una",
    "last_name": "Quill",
    "line1": "3 Orchard Lane",
    "line4": "Leeds",
    "postcode": "LS1 4AP",
    "country_id": "GB",
}


def an_order(*, number: str = NUMBER, **changed: object) -> Order:
    """Paid for just now, of one item where the shop has a product."""
    promised = [iso(day) for day in arrives((2, 3), postcode=ADDRESS["postcode"])]
    total = PRICE + DELIVERY
    values: dict[str, Any] = {
        "guest_email": EMAIL,
        "currency": "GBP",
        "shipping_address": ShippingAddress.objects.create(**ADDRESS),
        "shipping_method": "Royal Mail Tracked 48",
        "shipping_incl_tax": DELIVERY,
        "shipping_excl_tax": DELIVERY,
        "total_incl_tax": total,
        "total_excl_tax": total,
        "terms_version": current_terms(),
        "date_placed": timezone.now(),
        "delivery_rule": {"promised": promised},
        "status": statuses.PAID,
    }
    order = Order.objects.create(number=number, **values | changed)
    _add_item(order)
    return order


def _add_item(order: Order) -> None:
    product = a_product()
    amounts = {
        f"{name}_{kind}_tax": PRICE
        for name in ("line_price", "line_price_before_discounts", "unit_price")
        for kind in ("incl", "excl")
    }
    title = product.get_title() if product else "Massage oil, 100 ml"
    order.lines.create(product=product, title=title, quantity=1, num_allocated=0, **amounts)


def an_args() -> dict[str, Any]:
    """For the emails that need no more than an order."""
    return {"order_id": an_order().pk}


def _free() -> dict[str, Any]:
    return {"order_id": an_order(kind=OrderKind.NO_CHARGE, free_reason=FreeReason.GOODWILL, **_nothing()).pk}


def _nothing() -> dict[str, Any]:
    totals = ("total_incl_tax", "total_excl_tax", "shipping_incl_tax", "shipping_excl_tax")
    return dict.fromkeys(totals, Decimal(0))


def _replacement() -> dict[str, Any]:
    first = an_order(number=REPLACED)
    order = an_order(kind=OrderKind.REPLACEMENT, free_reason=FreeReason.LOST, replaces=first, **_nothing())
    return {"order_id": order.pk}


def _contribution() -> dict[str, Any]:
    """Without address, delivery and product."""
    values: dict[str, Any] = _nothing() | {
        "kind": OrderKind.CONTRIBUTION,
        "shipping_address": None,
        "shipping_method": "",
        "delivery_rule": {},
        "terms_version": None,
        "total_incl_tax": Decimal(5),
        "total_excl_tax": Decimal(5),
    }
    return {"order_id": an_order(**values).pk}


def _unpaid() -> dict[str, Any]:
    order = an_order(status=statuses.PENDING)
    _attempt(order, state="open")
    return {"order_id": order.pk}


def _attempt(order: Order, *, state: str) -> PaymentAttempt:
    until = timezone.now() + timedelta(minutes=30)
    return PaymentAttempt.objects.create(
        order=order, number=1, amount_minor=1845, expires_at=until, state=state
    )


def _refund() -> dict[str, Any]:
    order = an_order()
    refund = Refund.objects.create(attempt=_attempt(order, state="succeeded"), amount_minor=1450)
    return {"order_id": order.pk, "key": refund.pk}


def _parcel(order: Order, *, taken_back_at: datetime | None = None) -> Parcel:
    parcel: Parcel = order.parcels.create(
        sent_at=timezone.now(), tracking_number=TRACKING, taken_back_at=taken_back_at
    )
    for line in order.lines.all():
        parcel.lines.create(line=line, quantity=line.quantity)
    return parcel


def _dispatched() -> dict[str, Any]:
    order = an_order(dispatched_at=timezone.now(), status=statuses.DISPATCHED)
    return {"order_id": order.pk, "key": _parcel(order).pk}


def _not_sent() -> dict[str, Any]:
    order = an_order()
    return {"order_id": order.pk, "key": _parcel(order, taken_back_at=timezone.now()).pk}


def _notice() -> dict[str, Any]:
    order = an_order()
    items = ", ".join(f"{line.quantity} × {line.title}" for line in order.lines.all())
    notice = order.cancellations.create(items=items)
    for line in order.lines.all():
        notice.lines.create(line=line, quantity=line.quantity)
    return {"order_id": order.pk, "key": notice.pk}


def _return() -> dict[str, Any]:
    order = an_order(status=statuses.DISPATCHED, dispatched_at=timezone.now())
    row: Return = order.returns.create(
        kind="claim", reason="faulty", words="The pump leaks.", told_on=timezone.localdate()
    )
    for line in order.lines.all():
        row.lines.create(line=line, quantity=1)
    return {"order_id": order.pk, "key": row.pk}


OF_ORDERS: Final[dict[str, Make]] = {
    "order.address": an_args,
    "order.cancellation": _notice,
    "order.cancelled": an_args,
    "order.claim": _return,
    "order.confirmation": an_args,
    "order.contribution": _contribution,
    "order.dispatched": _dispatched,
    "order.link": an_args,
    "order.no_charge": _free,
    "order.not_sent": _not_sent,
    "order.refund": _refund,
    "order.refund_failed": _refund,
    "order.replacement": _replacement,
    "order.return_arrived": _return,
    "order.return_closed": _return,
    "order.unpaid": _unpaid,
}
