"""Placing an order, in one transaction without network calls: one basket makes at most one order.

It replaces Oscar's PaymentDetailsView.submit, which commits the order and then thaws its basket when
something later fails. Here the basket's lock, the price check, stock, vouchers, the order with its lines
and its first payment attempt are committed together or not at all.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from oscar.core.loading import get_class, get_model
from oscar.core.prices import Price

from shop.accounts.models import User
from shop.accounts.visitor import Visitor
from shop.basket.line_changes import changes_in
from shop.basket.models import Basket, Line
from shop.basket.pricing import price
from shop.basket.services import CannotAdd, add_to_basket, find_product, remove_line
from shop.basket.vouchers import drop_spent_codes
from shop.caching.prepared_query import PreparedQuery
from shop.checkout.details import Details
from shop.checkout.quote import Quote, quote_for, undeliverable
from shop.checkout.reservations import hold_for, limit_shares, limits
from shop.checkout.used_codes import TOLD, used_before
from shop.order import statuses
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.order.terms import current_terms
from shop.order.utils import OrderCreator
from shop.payment.models import PaymentAttempt
from shop.payment.services import (
    ClientKeys,
    StillPaying,
    cancel_attempt,
    current_attempt,
    open_attempt,
    settle_free_order,
)
from shop.signals import marketing_choice_made

SMALLEST_CHARGE = Decimal("0.30")
ORDERS = PreparedQuery(lambda basket: Order.objects.filter(basket=basket).order_by())  # one at most


class CannotPlace(Exception):
    """The order can't be placed as it stands; the text is for the shopper, nothing was written."""


class QuoteChanged(CannotPlace):
    """The total or a part of it differs from what the shopper saw."""

    def __init__(self, quote: Quote) -> None:
        super().__init__(f"The total is now £{quote.total}. Please check and order again.")
        self.quote = quote


class CodeUsedBefore(CannotPlace):
    """A code works once for each customer, and this one has used it; the page takes it off."""


class NotAllThere(CannotPlace):
    """An item in the basket is sold out or withdrawn; the basket's page offers to go on without it."""


class BasketGone(CannotPlace):
    """No open basket to make an order from."""


@dataclass(frozen=True)
class Prepared:
    """Staff have filled the basket and set its stock aside; the order keeps that for `hold`."""

    hold: timedelta


def order_of(basket_id: int) -> Order | None:
    """The order made from a basket, or None."""
    return ORDERS.first(basket_id)


@transaction.atomic
def place_order(
    *,
    basket_id: int,
    user: Visitor,
    details: Details,
    fingerprint: str,
    visitor: ClientKeys | None = None,
    by_wallet: bool = False,
    prepared: Prepared | None = None,
) -> Order:
    """Make the order of a basket, or return the one it has already made (a double click).

    Longer than other functions: the order of its steps, all under the basket's lock, is the guarantee.
    A wallet sends the address with the order, so its `fingerprint` is that of the prices alone.
    Raises QuoteChanged, BasketGone, CodeUsedBefore or CannotPlace, OutOfStock when a rival was quicker, and
    TooManyUnpaid or TooMuchReserved for a visitor who sets aside too much without paying.
    """
    basket = _locked(basket_id)
    # Under the lock ask for the order, not for the basket's status: a late request may have
    # loaded the basket before it was submitted.
    if existing := order_of(basket_id):
        return existing
    if basket is None or basket.status != basket.OPEN:
        raise BasketGone("Your basket is empty.")
    basket.has_held_stock = prepared is not None
    _price_for_order(basket, user)
    _refuse_used_codes(basket, user, details)
    hold = _hold(visitor, prepared, email=_email_of(user, details))
    creator = get_class("order.utils", "OrderCreator")()
    order = _create(creator, basket, user, details, (fingerprint, by_wallet))
    if not (by_wallet or details.not_asked):  # without the question the buyer has given no answer
        _tell_answer(order, refused=bool(details.refuses_mail))
    basket.submit()
    if prepared:
        _mark_as_phone_order(order)
    _open_payment(order, visitor=visitor, hold=hold, by_wallet=by_wallet)
    if not prepared:
        creator.claim_stock(basket)  # last, so that others wait for these rows no longer than they must
    if visitor and order.total_incl_tax:
        limit_shares(order=order, lines=basket.all_lines(), visitor=visitor)
    return order


def _locked(basket_id: int) -> Basket | None:
    found: Basket | None = (
        get_model("basket", "Basket").objects.select_for_update().filter(pk=basket_id).first()
    )
    return found


def _open_payment(order: Order, *, visitor: ClientKeys | None, hold: timedelta, by_wallet: bool) -> None:
    """An attempt to pay it; an order of £0.00 is paid at once."""
    if order.total_incl_tax:
        open_attempt(order, visitor=visitor, hold=hold, by_wallet=by_wallet)
    else:
        settle_free_order(order=order)


def _price_for_order(basket: Basket, user: Visitor) -> None:
    """Price the locked basket a last time; raises BasketGone, or CannotPlace for unavailable lines."""
    drop_spent_codes(basket=basket, user=user)
    basket.is_being_placed = True
    price(basket=basket, user=user)
    _refuse_unavailable(basket)
    if basket.is_empty:  # pricing has read the lines
        raise BasketGone("Your basket is empty.")


def _refuse_used_codes(basket: Basket, user: Visitor, details: Details) -> None:
    if used := used_before(basket, user, details):
        raise CodeUsedBefore(TOLD.format(used[0].code))


def _hold(visitor: ClientKeys | None, prepared: Prepared | None, *, email: str) -> timedelta:
    """How long the stock is set aside without a payment. Raises TooManyUnpaid or TooMuchReserved."""
    hold = hold_for(visitor=visitor, email=email) if visitor else limits().usual
    return max(hold, prepared.hold) if prepared else hold


def _mark_as_phone_order(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(kind=OrderKind.PHONE)
    order.kind = OrderKind.PHONE


def _email_of(user: Visitor, details: Details) -> str:
    return str(user.email if isinstance(user, User) else details.email)


def _tell_answer(order: Order, *, refused: bool) -> None:
    """Send the buyer's choice about emails on similar products (PECR reg. 22(3)), after the commit."""
    transaction.on_commit(
        lambda: marketing_choice_made.send_robust(sender=None, order=order, refused=refused), robust=True
    )


def reopen_as_basket(*, order: Order, basket: Basket) -> list[str]:
    """Cancel an unpaid order and put its items and codes into an open basket; returns what didn't fit, in
    words.

    Raises StillPaying or PaymentsUnavailable, and nothing has changed then. The old basket stays
    submitted: thawing it, as Oscar does, would let one basket make two orders.
    """
    attempt = current_attempt(order)
    if attempt is None or attempt.state == PaymentAttempt.State.SUCCEEDED:
        raise StillPaying
    cancel_attempt(attempt=attempt)
    orders = Order.objects.filter(pk=order.pk)
    if not orders.filter(status=statuses.CANCELLED).exists():  # Review: nobody knows yet whether it was paid
        raise StillPaying
    return [] if order.is_contribution else _refill(order.pk, basket)


@transaction.atomic
def _refill(order_id: int, basket: Basket) -> list[str]:
    """Fill the basket once, under the order's lock: the mark that it is done is committed with the lines."""
    order = Order.objects.select_for_update(of=("self",)).get(pk=order_id)
    if order.taken_back_at:
        return []  # a second click: the items are in the basket
    texts = [_put_back(line, basket) for line in order.lines.order_by("pk")]
    if basket.id and order.basket:  # it has none while nothing could go in
        basket.vouchers.add(*order.basket.vouchers.all())
    order.taken_back_at = timezone.now()
    order.save(update_fields=["taken_back_at"])
    return [text for text in texts if text]


def _put_back(line: Line, basket: Basket) -> str:
    """Put an order line into a basket; returns what didn't fit, in words. Its product may have been
    deleted.
    """
    try:
        product = find_product(product_id=line.product_id or 0, variant="")
    except CannotAdd:
        return f"{line.title} is no longer sold."
    try:
        added = add_to_basket(basket=basket, product=product, quantity=line.quantity)
    except CannotAdd as problem:
        return str(problem)
    return f"{added.title}: {added.note}" if added.note else ""


def _refuse_unavailable(basket: Basket) -> None:
    """Raise NotAllThere for unavailable lines: the basket's page names them and offers to go on without
    them.
    """
    blocking = [change.text for change in changes_in(basket) if change.blocks]
    if blocking:
        raise NotAllThere(blocking[0])


@transaction.atomic
def take_out_undeliverable(*, basket: Basket, zone: str) -> None:
    """Remove the lines that can't be sent to a zone."""
    for line in undeliverable(basket, zone):
        remove_line(basket=basket, line_id=line.pk)


def _check(quote: Quote, shown: tuple[str, bool]) -> None:
    fingerprint, by_wallet = shown
    if fingerprint != (quote.price_fingerprint if by_wallet else quote.fingerprint):
        raise QuoteChanged(quote)
    if 0 < quote.total < SMALLEST_CHARGE:
        raise CannotPlace("Cards can’t be charged less than 30p. Please add something small.")


def _create(
    creator: OrderCreator, basket: Basket, user: Visitor, details: Details, shown: tuple[str, bool]
) -> Order:
    if not details.has_address:
        raise CannotPlace("We need your name, your address and an email address first.")
    quote = quote_for(basket, details)
    _check(quote, shown)
    address = details.shipping_address()
    address.save()
    return creator.place_order(
        basket=basket,
        total=Price(currency=basket.currency, excl_tax=quote.net, incl_tax=quote.total),
        shipping_method=quote.method,
        shipping_charge=_delivery_price(basket, quote),
        user=user,
        shipping_address=address,
        order_number=get_class("order.utils", "OrderNumberGenerator")().order_number(basket),
        guest_email="" if isinstance(user, User) else details.email,
        simulated=settings.PAYMENTS == "simulated",
        terms_version=current_terms(),
        delivery_zone=quote.zone,
        delivery_rule=quote.rule,
        delivery_vat_rate=quote.delivery.rate,
        gift_message=details.gift_message,
        hides_prices=bool(details.hides_prices),
    )


def _delivery_price(basket: Basket, quote: Quote) -> Price:
    split = quote.delivery
    return Price(currency=basket.currency, excl_tax=split.net, incl_tax=split.gross, tax_code="standard")
