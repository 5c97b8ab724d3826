"""To whom, when and how often we write to ask for reviews."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from time_machine import travel

from guides.newsletter.models import Permission
from shop.aftercare import tasks
from shop.aftercare.daytime import is_daytime
from shop.aftercare.reviews.requests import queue_due
from shop.catalogue.reviews.models import ProductReview
from shop.mail import outbox, switches
from shop.mail.models import OutboxEmail
from shop.order.models import Order
from tests.aftercare.orders import a_sent_order
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.outbox import send_queued

pytestmark = pytest.mark.django_db
KIND = "aftercare.review_request"


def asked() -> int:
    return queue_due(now=timezone.now())


@pytest.fixture
def order() -> Order:
    """Sent 15 days ago to somebody who may be sent offers."""
    order = a_sent_order()
    a_reader(order.email, "soft")
    return order


def test_a_buyer_who_did_not_refuse_is_asked_once(order: Order) -> None:
    assert (asked(), asked()) == (1, 0)
    assert OutboxEmail.objects.get(kind=KIND).recipient == order.email


def test_nobody_is_asked_while_requests_are_off(order: Order) -> None:
    switches.switch(kind=KIND, on=False)
    assert asked() == 0


def test_a_deleted_email_is_not_sent_again(order: Order) -> None:
    asked()
    OutboxEmail.objects.filter(kind=KIND).delete()
    assert asked() == 0


@pytest.mark.parametrize("purpose", [None, "series"])
def test_nobody_is_asked_without_permission_for_offers(purpose: str | None) -> None:
    order = a_sent_order()
    if purpose:
        a_reader(order.email, purpose)
    assert asked() == 0


@pytest.mark.parametrize("days_ago", [13, 36])
def test_neither_too_early_nor_long_after(days_ago: int) -> None:
    a_reader(a_sent_order(days_ago=days_ago).email, "soft")
    assert asked() == 0


@pytest.mark.parametrize("change", [{"simulated": True}, {"status": "Paid"}])
def test_an_order_that_was_not_sent_is_not_asked_about(order: Order, change: dict[str, Any]) -> None:
    Order.objects.filter(pk=order.pk).update(**change)
    assert asked() == 0


@pytest.mark.parametrize("what", ["cancelled", "taken back"])
def test_a_request_that_waits_is_dropped_once_it_is_untrue(order: Order, what: str) -> None:
    asked()
    if what == "cancelled":
        order.cancellations.create(items="1 × Sunflower oil")
    else:
        Order.objects.filter(pk=order.pk).update(status="Paid", dispatched_at=None)
    mail.outbox.clear()
    send_queued()
    assert "How do you like" not in "".join(email.subject for email in mail.outbox)


def test_a_buyer_who_cancels_is_not_asked(order: Order) -> None:
    order.cancellations.create(items="1 × Sunflower oil")
    assert asked() == 0


def test_zero_days_ask_nobody(order: Order, settings: Any) -> None:
    settings.REVIEW_REQUEST_DAYS = 0
    assert asked() == 0


def test_who_refuses_before_the_email_leaves_gets_none(order: Order) -> None:
    asked()
    Permission.objects.all().delete()
    send_queued()
    assert OutboxEmail.objects.get(kind=KIND).state not in (OutboxEmail.State.SENT, OutboxEmail.State.QUEUED)


def test_who_has_reviewed_everything_is_not_asked(order: Order) -> None:
    line = order.lines.get()
    ProductReview.objects.create(
        product=line.product, name="W", email=order.email, score=4, title="A", body="B"
    )
    assert asked() == 0


def test_the_email_has_five_stars_and_one_click_to_stop(order: Order) -> None:
    mail.outbox.clear()
    outbox.queue(KIND, to=order.email, args={"order_id": order.pk})
    send_queued()
    sent = mail.outbox[-1]
    assert all(f"stars={n}" in sent.body for n in range(1, 6))
    assert "/reviews/stop/" in sent.extra_headers["List-Unsubscribe"]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("hour", "sends"), [(7, False), (8, True), (16, True), (17, False)]
)  # UTC; London is an hour ahead in June
def test_only_in_the_daytime_in_london(order: Order, hour: int, sends: bool) -> None:
    at = datetime(2027, 6, 1, hour, 30, tzinfo=UTC)
    assert is_daytime(at) is sends
    Order.objects.filter(pk=order.pk).update(dispatched_at=at - timedelta(days=15))
    with travel(at, tick=False):
        assert tasks.send_review_requests.func() == int(sends)
