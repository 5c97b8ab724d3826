"""Emails about an order. The confirmation is the durable copy of the contract that the law requires.

Consumer Contracts Regulations 2013, reg. 16.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from shop.london import london
from shop.mail import variables
from shop.mail.compose import Content, link, render
from shop.mail.kinds import NOTICE_DAYS, SIX_YEARS, register
from shop.mail.variables import Variable, first_name
from shop.order import statuses
from shop.order.cancelled_pieces import still_to_come
from shop.order.deadlines import refund_by
from shop.order.delivery_dates import delivery_dates
from shop.order.items import order_items
from shop.order.models import Order
from shop.order.parcel_emails import about_parcel, about_sent_parcel
from shop.order.returns.receipt import receipt_of
from shop.order.returns.wording import pieces_of
from shop.order.terms import as_text, has_cancellation_form
from shop.order.tokens import PAY, VIEW, token_for
from shop.order.vat_summary import vat_by_rate
from shop.shipping.promise import sent_by
from shop.trader.header import shop_name

# More context for an order's email, from the order and the number of the row that the email is about.
About = Callable[[Order, int | None], dict[str, Any]]


PART_SENT = "Part of your {shop} order {number} is on its way"
NOT_ALL_SENT = "A parcel of order {number} hasn’t left us yet"
REPLACEMENT_SENT = "Your replacement for order {replaced} is on its way"
KEPT_UNTIL = "Your order {number} is kept until {until}: pay here"
FREE_KINDS = ("replacement", "no_charge")


@dataclass(frozen=True)
class OrderEmail:
    """One kind of email about an order; `subject` may name {shop}, {number}, {replaced} and {until}."""

    label: str  # what staff call it
    subject: str
    about: About | None = None
    keep_days: int = SIX_YEARS
    moment: str = ""  # when it leaves


def register_order_email(kind: str, email: OrderEmail) -> None:
    """Add a kind of email about orders. Its app calls this once, when it is ready."""
    register(
        f"order.{kind}",
        label=email.label,
        compose=partial(compose, kind, email),
        keep_days=email.keep_days,
        recipient=address_of,
        moment=email.moment,
    )


def register_kinds() -> None:
    """Register the emails of this room, and what owners may write into their words."""
    for kind, email in _emails().items():
        register_order_email(kind, email)
    variables.register(
        "order_id",
        Variable("order_number", "the order’s number", "PS-2345-6789", _number),
        Variable("first_name", "the buyer’s first name", "Una", _first_name),
    )


def _emails() -> dict[str, OrderEmail]:
    """By kind. Those that prove nothing of the contract are deleted sooner."""
    return _of_buying() | _of_dispatch() | _of_returns()


def _of_buying() -> dict[str, OrderEmail]:
    return {
        "confirmation": OrderEmail("Confirmation", "Your {shop} order {number}", moment="The order is paid."),
        "contribution": OrderEmail(
            "Receipt of a contribution",
            "Your contribution to {shop}: receipt {number}",
            moment="Somebody’s contribution to the guides is paid.",
        ),
        "unpaid": OrderEmail(
            "Unpaid order",
            KEPT_UNTIL,
            _deadline,
            NOTICE_DAYS,
            moment="An order waits for its payment, and can still be paid.",
        ),
        "link": OrderEmail(
            "Link to the order",
            "Your link to order {number}",
            keep_days=NOTICE_DAYS,
            moment="Somebody looks for their order by number and address.",
        ),
    }


def _of_dispatch() -> dict[str, OrderEmail]:
    return {
        "dispatched": OrderEmail(
            "Dispatch",
            "Your {shop} order {number} is on its way",
            about_sent_parcel,
            moment="A parcel leaves.",
        ),
        "not_sent": OrderEmail(
            "Not sent after all",
            "Order {number} hasn’t left us yet",
            about_parcel,
            moment="A parcel was marked as sent, and hasn’t left after all.",
        ),
        "address": OrderEmail(
            "Corrected address",
            "The delivery address of order {number} is changed",
            moment="A colleague has corrected the delivery address.",
        ),
        "replacement": OrderEmail(
            "Replacement",
            "We’re sending you a replacement for order {replaced}",
            moment="A colleague makes a replacement.",
        ),
        "no_charge": OrderEmail(
            "Sent at no charge",
            "Something from {shop} is on its way to you soon",
            moment="A colleague sends something at no charge.",
        ),
    }


def _of_returns() -> dict[str, OrderEmail]:
    return {
        "cancellation": OrderEmail(
            "Receipt of a cancellation",
            "We have your cancellation of order {number}",
            _notice,
            moment="A buyer has cancelled; the law wants the receipt.",
        ),
        "cancelled": OrderEmail("Cancelled", "Order {number} is cancelled", moment="The order is cancelled."),
        "claim": OrderEmail(
            "Receipt of a claim",
            "What you told us about order {number}",
            _item_return,
            moment="A buyer has told us that something is wrong with an item.",
        ),
        "return_arrived": OrderEmail(
            "Return arrived",
            "Your return of order {number} has arrived",
            _item_return,
            moment="What a buyer sent back has arrived.",
        ),
        "return_closed": OrderEmail(
            "Return without refund",
            "About your return of order {number}",
            _item_return,
            moment="A return is settled without a refund.",
        ),
    }


def _number(order_id: int) -> str:
    return str(Order.objects.values_list("number", flat=True).get(pk=order_id))


def _first_name(order_id: int) -> str:
    order = Order.objects.select_related("shipping_address").get(pk=order_id)
    return first_name(order.shipping_address.name if order.shipping_address else "")


def _deadline(order: Order, _key: int | None) -> dict[str, Any]:
    attempt = order.payment_attempts.order_by("number").last()
    until = attempt.expires_at if attempt else None
    return {"until": until, "until_words": clock_time(until) if until else ""}


def clock_time(moment: datetime) -> str:
    """“14:05”, and “Monday, 14:05” where that is more than half a day away."""
    is_soon = moment - timezone.now() < timedelta(hours=12)
    return london(moment, "%H:%M" if is_soon else "%A, %H:%M")


def _is_untrue(kind: str, order: Order, about: dict[str, Any]) -> bool:
    """Whether something has happened since it was queued that makes it wrong."""
    return (
        (kind == "unpaid" and _is_over(order, about))
        or (kind == "dispatched" and _is_taken_back(order, about))
        or (kind == "not_sent" and order.status != statuses.PAID)
        or (kind == "address" and order.has_left)
        or (kind in FREE_KINDS and order.status == statuses.CANCELLED)
    )


def _is_taken_back(order: Order, about: dict[str, Any]) -> bool:
    parcel = about["parcel"]
    return bool(parcel.taken_back_at) if parcel else not order.dispatched_at


def _is_over(order: Order, about: dict[str, Any]) -> bool:
    """Whether there is nothing left to pay, or no time to do it."""
    until = about["until"]
    return order.status != statuses.PENDING or until is None or until <= timezone.now()


def _notice(order: Order, key: int | None) -> dict[str, Any]:
    return receipt_of(order.cancellations.select_related("order").get(pk=key))


def _item_return(order: Order, key: int | None) -> dict[str, Any]:
    row = order.returns.prefetch_related("lines__line").get(pk=key)
    return {"item_return": row, "pieces": pieces_of(row), "refund_by": refund_by(row.clock)}


def address_of(order_id: int, **_: object) -> str:
    """The current email address of an order's buyer."""
    return str(Order.objects.select_related("user").get(pk=order_id).email)


def compose(kind: str, email: OrderEmail, order_id: int, key: int | None = None) -> Content | None:
    """One email about an order; `key` is the number of the cancellation notice or refund it is about.

    None where the email is no longer true, because the order was paid, cancelled or given up meanwhile.
    """
    order: Order = Order.objects.select_related("terms_version", "replaces").get(pk=order_id)
    about = email.about(order, key) if email.about else {}
    if _is_untrue(kind, order, about):
        return None
    until = clock_time(about["until"]) if "until" in about else ""
    replaced = order.replaces.number if order.replaces else ""
    wording = _wording(kind, email, about, replaced)
    subject = wording.format(shop=shop_name(), number=order.number, until=until, replaced=replaced)
    return render(f"order/mail/{kind}", subject=subject, context=_context(order) | about)


def _wording(kind: str, email: OrderEmail, about: dict[str, Any], replaced: str) -> str:
    if kind != "dispatched":
        return NOT_ALL_SENT if about.get("is_one_of_several") else email.subject
    if about["is_part"]:
        return PART_SENT
    return REPLACEMENT_SENT if replaced else email.subject


def _waits_whole(order: Order) -> bool:
    """Whether a paid order will leave, and nothing of it has left yet."""
    return order.status == statuses.PAID and not order.is_part_sent and bool(still_to_come(order))


def _context(order: Order) -> dict[str, Any]:
    terms = order.terms_version
    return {
        "order": order,
        "lines": order.lines.all(),
        "items": order_items(order),
        "vat_rows": vat_by_rate(order) if order.shows_vat and not order.is_export else [],
        "order_url": link("orders", token_for(order, VIEW)),
        "pay_url": link("checkout:pay", token_for(order, PAY)),
        "cancel_url": link("cancel-order", token_for(order, VIEW)),
        "dates": delivery_dates(order),
        "send_on": sent_by(timezone.now()) if _waits_whole(order) else None,
        "terms": terms,
        "terms_url": link("old-terms", terms.version) if terms else "",
        "terms_have_form": has_cancellation_form(terms.body) if terms else False,
        "terms_text": as_text(terms.body) if terms else "",
    }
