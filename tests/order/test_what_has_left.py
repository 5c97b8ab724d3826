"""Emails and pages after the sale never say of an order what only holds in another state of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.london import london
from shop.mail.kinds import kind_of
from shop.order.batches import Packed
from shop.order.dispatch import dispatch_order
from shop.order.holding import lift_hold
from shop.order.models import CancellationNotice, Order, Parcel
from shop.order.not_sent import take_back_parcel
from shop.order.return_rows import Reason
from shop.order.tokens import VIEW, token_for
from shop.payment.models import Refund
from tests.mail.examples import kind_names
from tests.support.factories import a_product
from tests.support.packing import a_batch, send
from tests.support.purchases import a_paid_order, the_payment
from tests.support.returns import a_return

pytestmark = pytest.mark.django_db
# Only a free order of which nothing was sent is cancelled that way, and a contribution sends nothing.
NEVER_OF_SENT_ORDERS = {"order.cancelled", "order.contribution"}
KINDS = [name for name in kind_names() if name.startswith("order.") and name not in NEVER_OF_SENT_ORDERS]
UNSURE = r"if (it|they|that part) ha(s|ve)n’t been sent"
BACK = (
    r"send (it|this|the items|what has reached you) back|left us already|It left us|way or already with you"
)
TO_COME = (
    r"We’ll send it on|’ve stopped|(?<!nothing )will be sent|email you (again )?when|preparing"
    r"|Nothing has left us"
)
FALSE = {
    "not sent": rf"{UNSURE}|{BACK}",
    "part sent": rf"{UNSURE}|We’ll send it on|Nothing has left us|It will be sent",
    "sent": rf"{UNSURE}|{TO_COME}",
}
STATES = list(FALSE)


def an_order(state: str) -> Order:
    """Three bottles of sunflower oil, of which none, one or all have left."""
    order: Order = a_paid_order(a_product(stock=9), quantity=3)
    if state == "part sent":
        line = order.lines.get()
        packed = [Packed(line.pk, a_batch(line.product).pk, 1)]
        dispatch_order(order=order, tracking_number="RM1", batches=packed, pieces={line.pk: 1})
    elif state == "sent":
        send(order)
    return Order.objects.get(pk=order.pk)


def a_parcel(order: Order) -> Parcel:
    now = timezone.now()
    return order.parcels.sent().last() or order.parcels.create(sent_at=now, taken_back_at=now)


def a_refund(order: Order) -> Refund:
    return Refund.objects.create(attempt=the_payment(order), amount_minor=400)


ABOUT: dict[str, Callable[[Order], Any]] = {
    "order.cancellation": lambda order: a_return(order).notice,
    "order.claim": a_return,
    "order.return_arrived": a_return,
    "order.return_closed": a_return,
    "order.dispatched": lambda order: order.parcels.sent().last(),
    "order.not_sent": a_parcel,
    "order.refund": a_refund,
    "order.refund_failed": a_refund,
}


def texts(kind: str, order: Order) -> list[str]:
    """Both versions of an email; none where it isn't sent any more."""
    about = ABOUT[kind](order) if kind in ABOUT else None
    made = kind_of(kind).compose(order_id=order.pk, key=about.pk if about else None)
    return [plain(made.text), plain(made.html)] if made else []


def plain(text: str) -> str:
    return " ".join(re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", text, flags=re.S).split())


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_email_says_what_holds_in_another_state(kind: str, state: str) -> None:
    for text in texts(kind, an_order(state)):
        assert not re.search(FALSE[state], text, flags=re.I), text


def of_buyer(order: Order, ada: User) -> dict[str, str]:
    """Every page about the order, as its buyer sees it."""
    Order.objects.filter(pk=order.pk).update(user=ada)
    token, browser = token_for(order, VIEW), Client()
    browser.force_login(ada)
    paths = ["", "cancel/"]
    found = {path: f"/orders/{token}/{path}" for path in paths} | {"thanks": f"/checkout/thank-you/{token}/"}
    found |= {"account": f"/account/orders/{order.number}/", "list": "/account/orders/"}
    return {name: plain(browser.get(url, follow=True).content.decode()) for name, url in found.items()}


@pytest.mark.parametrize("is_cancelled", [False, True], ids=["kept", "cancelled"])
@pytest.mark.parametrize("state", STATES)
def test_no_page_says_what_holds_in_another_state(state: str, is_cancelled: bool, ada: User) -> None:
    order = an_order(state)
    if is_cancelled:
        a_return(order)
    for name, page in of_buyer(order, ada).items():
        found = re.search(FALSE[state], page, flags=re.I)
        assert not found, (name, found)


@pytest.mark.parametrize("state", ["not sent", "part sent"])
def test_what_is_cancelled_is_promised_no_more(state: str, ada: User) -> None:
    order = an_order(state)
    a_return(order)
    for name, page in of_buyer(order, ada).items():
        assert not re.search("Still to come|We expect it|arrives|preparing|when the rest", page), (name, page)


def the_receipt(order: Order, pieces: int = 0) -> str:
    notice = a_return(order, pieces=pieces).notice
    made = kind_of("order.cancellation").compose(order_id=order.pk, key=notice.pk if notice else None)
    assert made
    return plain(made.text)


def test_the_receipt_of_what_never_left_says_that_it_is_stopped() -> None:
    text = the_receipt(an_order("not sent"))
    by = london(timezone.localdate() + timedelta(days=14))
    assert f"It hasn’t left us yet. We’ve stopped it and refund you by {by}" in text
    assert "with the cost of standard delivery. There is nothing to send back." in text


def test_the_receipt_of_a_part_says_that_the_rest_comes() -> None:
    text = the_receipt(an_order("not sent"), pieces=1)
    assert "There is nothing to send back. You’ll still get the rest." in text and "standard" not in text


def test_the_receipt_of_what_was_sent_says_who_pays_the_return() -> None:
    text = the_receipt(an_order("sent"))
    by = london(timezone.localdate() + timedelta(days=14))
    assert f"It has left us already, so please send it back by {by} to" in text
    assert "you pay for the parcel" in text and "proof of posting, with the cost of standard delivery" in text


def test_the_receipt_names_what_is_on_its_way_and_what_isnt() -> None:
    text = the_receipt(an_order("part sent"))
    assert "Not sent yet: - 2 × Sunflower oil" in text and "already with you: - 1 × Sunflower oil" in text


def test_what_never_left_is_cancelled_before_what_has() -> None:
    order = an_order("part sent")
    assert "already with you" not in (first := the_receipt(order, pieces=2)) and "stopped it" in first
    assert "It has left us already" in the_receipt(order, pieces=1)


def test_one_that_is_sent_all_the_same_comes(cleo: User) -> None:
    order = an_order("not sent")
    a_return(order)
    lift_hold(order=order, reason="She wants it after all", by=cleo)
    page = plain(Client().get(f"/orders/{token_for(order, VIEW)}/").content.decode())
    assert "arrives" in page


def test_a_parcel_taken_back_after_a_cancellation_isnt_promised_again(cleo: User) -> None:
    order = an_order("sent")
    a_return(order)
    take_back_parcel(parcel=order.parcels.get(), reason="Still here", by=cleo)
    made = kind_of("order.not_sent").compose(order_id=order.pk, key=order.parcels.get().pk)
    assert made and "so we’ve stopped it and refund you" in plain(made.text)
    assert "when your parcel leaves" not in plain(made.html)


def test_who_never_got_it_isnt_asked_to_keep_it() -> None:
    order = an_order("sent")
    for reason, keeps in ((Reason.LOST, False), (Reason.DAMAGED, True)):
        row = a_return(order, reason, pieces=1)
        made = kind_of("order.claim").compose(order_id=order.pk, key=row.pk)
        assert made and ("Please keep what you have" in plain(made.html)) is keeps


def test_an_old_notice_without_quantities_is_about_everything() -> None:
    order = an_order("sent")
    notice = CancellationNotice.objects.create(order=order, items="All of it")
    made = kind_of("order.cancellation").compose(order_id=order.pk, key=notice.pk)
    assert made and "It has left us already" in plain(made.text)
