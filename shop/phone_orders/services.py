"""Payment links: sending, opening, ordering by them, withdrawing them, and their end.

Each locks the link's row first. Its stock is set aside with the state, in one transaction, and passes on to
the order in the one that makes it, so that no piece is ever free in between or set aside twice.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.basket.line_changes import changes_in
from shop.basket.models import Line
from shop.catalogue.naming import title_of
from shop.checkout.quote import Quote
from shop.checkout.services import SMALLEST_CHARGE, BasketGone, Prepared, order_of, place_order
from shop.mail import outbox
from shop.money import to_pence
from shop.order.change_log import log_change
from shop.order.models import Order
from shop.partner.models import OutOfStock, StockRecord
from shop.phone_orders.models import HOLDING, PaymentLink, State
from shop.phone_orders.quotes import basket_of, buyer_of, quote_of

HELD_FOR = timedelta(hours=24)


class CannotSendLink(Exception):
    """The link can't be sent as it stands; the text is for staff, nothing was set aside."""


class LinkEnded(BasketGone):
    """The link was withdrawn, has expired, or was never sent."""

    def __init__(self) -> None:
        super().__init__("This link has ended. Please call us, or order on this site.")


def _locked(link: PaymentLink) -> PaymentLink:
    rows = PaymentLink.objects.select_for_update(of=("self",)).select_related("user", "basket", "taken_by")
    return rows.get(pk=link.pk)


@transaction.atomic
def send_link(*, link: PaymentLink, by: User, total: str) -> PaymentLink:
    """Set the stock aside for a day and email the link; `total` is what the page showed.

    Sending twice is once. Raises CannotSendLink or NotDeliverable.
    """
    link = _locked(link)
    if link.state != State.DRAFT:
        return link
    quote = _checked(link, total)
    _hold(link)
    now = timezone.now()
    link.state, link.taken_by, link.sent_at, link.expires_at = State.SENT, by, now, now + HELD_FOR
    link.total_minor = to_pence(quote.total)
    link.save()
    _email(link)
    return link


def _checked(link: PaymentLink, total: str) -> Quote:
    if not link.where.has_address:
        raise CannotSendLink("Name, address and email come first.")
    basket = basket_of(link)
    blocking = [change.text for change in changes_in(basket) if change.blocks]
    if blocking or basket.is_empty:
        raise CannotSendLink(" ".join(blocking) or "Add an item first.")
    quote = quote_of(link)
    if str(quote.total) != total:
        raise CannotSendLink(f"The total is now £{quote.total}. Say so, then send the link.")
    if 0 < quote.total < SMALLEST_CHARGE:
        raise CannotSendLink("Cards can’t be charged less than 30p. Add something small.")
    return quote


def _hold(link: PaymentLink) -> None:
    """Set the basket's items aside, by id as placing does. Raises CannotSendLink."""
    for line in _lines(link):
        try:
            line.stockrecord.allocate(line.quantity)
        except OutOfStock as problem:
            raise CannotSendLink(f"{title_of(line.product)} has just been sold.") from problem


def _release(link: PaymentLink) -> None:
    for line in _lines(link):
        line.stockrecord.cancel_allocation(line.quantity)


def _lines(link: PaymentLink) -> list[Line]:
    rows = link.basket.lines.select_related("stockrecord__product__product_class", "product__parent")
    counted = [line for line in rows if line.stockrecord.can_track_allocations]
    return sorted(counted, key=lambda line: line.stockrecord_id)


def _email(link: PaymentLink) -> None:
    outbox.queue(
        "phone_orders.link",
        to=link.email or link.where.email,
        args={"link_id": link.pk},
        reference=f"phone_orders:{link.pk}",
    )


@transaction.atomic
def send_again(*, link: PaymentLink) -> bool:
    """Email an open link again; until when it holds the items stays as it was."""
    link = _locked(link)
    if not link.is_open():
        return False
    _email(link)
    return True


@transaction.atomic
def note_opened(*, link: PaymentLink) -> None:
    """The buyer has seen it; compare-and-set, because it may end at the same moment."""
    rows = PaymentLink.objects.filter(pk=link.pk, state=State.SENT)
    rows.update(state=State.OPENED, opened_at=timezone.now())


@transaction.atomic
def order_by_link(*, link: PaymentLink, fingerprint: str) -> Order:
    """Make the order of a link, or return the one it has made. Raises LinkEnded and what placing does."""
    link = _locked(link)
    if made := order_of(link.basket_id):
        return made
    if not link.is_open():
        raise LinkEnded
    order = place_order(
        basket_id=link.basket_id,
        user=buyer_of(link),
        details=link.where,
        fingerprint=fingerprint,
        prepared=Prepared(hold=(link.expires_at or timezone.now()) - timezone.now()),
    )
    log_change(order=order, action="order.taken_by_phone", by=link.taken_by)
    PaymentLink.objects.filter(pk=link.pk).update(state=State.ORDERED, details={}, email="", user=None)
    return order


@transaction.atomic
def withdraw(*, link: PaymentLink) -> bool:
    """End an open link and set its items free; False where it has ended or was ordered by."""
    return _end(link, State.WITHDRAWN)


@transaction.atomic
def discard_draft(*, link: PaymentLink) -> bool:
    """Delete an order that was begun and not sent, with its basket; False for one that was sent."""
    link = _locked(link)
    if link.state != State.DRAFT:
        return False
    link.basket.delete()  # the link goes with it
    return True


def _end(link: PaymentLink, state: State) -> bool:
    link = _locked(link)
    if link.state not in HOLDING:
        return False
    _release(link)
    link.state = state
    link.save(update_fields=["state"])
    return True


def expire_due(*, now: datetime) -> int:
    """End each link whose time is over, in a transaction of its own; returns how many."""
    due = PaymentLink.objects.filter(state__in=HOLDING, expires_at__lte=now)
    return sum(_expire(link) for link in due)


@transaction.atomic
def _expire(link: PaymentLink) -> bool:
    return _end(link, State.EXPIRED)


def promised_by_links(record: StockRecord) -> int:
    """How many links hold pieces of a size."""
    return PaymentLink.objects.filter(state__in=HOLDING, basket__lines__stockrecord=record).count()
