"""Cases that cross several rooms, from the first click to the last webhook."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from shop.accounts.models import User
from shop.order import statuses
from shop.order.tokens import PAY, token_for
from shop.payment.models import PaymentAttempt, Refund, SimulatedObject, WebhookEvent
from shop.payment.services import (
    CannotRefund,
    RefundRequest,
    TooManyDeclines,
    balance_of,
    reconcile,
    refund_payment,
    sweep_payments,
    sync_attempt,
)
from shop.payment.simulator import intents, refunds
from tests.payment.clock import pass_minutes
from tests.payment.events import post, tell
from tests.support.cast import signed_in
from tests.support.factories import a_basket, a_product
from tests.support.purchases import a_code, a_paid_order, an_order, place, started, the_payment, tries_card

pytestmark = pytest.mark.django_db


def status_of(order: Any) -> str:
    order.refresh_from_db()
    return str(order.status)


def answers_bank(attempt: PaymentAttempt, *, approved: bool) -> dict[str, Any]:
    secret = intents.retrieve(str(attempt.intent_id))["client_secret"]
    return intents.answer_bank(str(attempt.intent_id), client_secret=secret, approved=approved)


def test_an_answer_to_the_bank_after_the_half_hour_is_too_late() -> None:
    product, code = a_product(stock=1), a_code()
    order = an_order(product, code=code)
    attempt = started(order)
    tries_card(attempt, "3ds")
    pass_minutes(31)
    assert sweep_payments() == {"expired": 1}
    assert answers_bank(attempt, approved=True)["status"] == "canceled"
    sync_attempt(attempt=attempt)
    offer = code.offers.get()
    assert (status_of(order), product.stockrecords.get().num_allocated) == (statuses.CANCELLED, 0)
    assert (code.applications.count(), offer.num_orders, offer.total_discount) == (0, 0, 0)


def test_a_partial_refund_at_stripe_told_twice_and_found_by_the_comparison_is_one() -> None:
    order = a_paid_order(a_product(price="16.04"))  # £19.99 with its delivery
    given = {"payment_intent": str(the_payment(order).intent_id), "amount": "400"}
    refund_id = refunds.create(params=given)["id"]
    for _ in range(2):
        assert tell("refund.created", refund_id) == 200
    PaymentAttempt.objects.update(updated_at=order.date_placed)
    assert reconcile(days=7).findings == []
    assert (Refund.objects.count(), balance_of(order).left, status_of(order)) == (1, 1599, statuses.PAID)
    with pytest.raises(CannotRefund, match="15.99"):
        refund_payment(attempt=the_payment(order), key=uuid.uuid4(), amount=1600, asked=RefundRequest())


def test_another_tab_fills_a_new_basket_and_the_order_keeps_its_lines(ada: User) -> None:
    other = a_product("Another oil")
    order = place(a_basket(a_product(), owner=ada), user=ada)
    attempt, total = started(order), order.total_incl_tax
    signed_in(ada).post(reverse("basket:add", args=[other.pk]), {"quantity": 1})
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    assert ada.baskets.get(status="Open").lines.get().product == other
    assert (status_of(order), order.lines.get().title) == (statuses.PAID, "Sunflower oil, 100 ml")
    assert the_payment(order).received_minor == int(total * 100)


@pytest.fixture
def database_down() -> Iterator[Any]:
    """A switch: while it is on, every statement fails as it does when PostgreSQL is gone."""
    switch = {"down": False}

    def refuse(execute: Any, *args: Any) -> Any:
        if switch["down"]:
            raise OperationalError("connection refused")
        return execute(*args)

    with connection.execute_wrapper(refuse):
        yield switch


def test_with_the_database_down_stripe_sends_again_and_nobody_is_told_it_failed(database_down: Any) -> None:
    attempt = started(an_order())
    tries_card(attempt)
    body = json.dumps(
        {"id": "evt_9", "type": "payment_intent.succeeded", "data": {"object": {"id": attempt.intent_id}}}
    )
    back = reverse("checkout:return", args=[token_for(attempt.order, PAY)])
    client = Client(raise_request_exception=False)
    database_down["down"] = True
    page = client.get(back)
    with pytest.raises(OperationalError):  # the server answers it with a 500
        post(body)
    database_down["down"] = False
    assert page.status_code == 500
    assert not any(
        word in page.content.decode().lower() for word in ("declined", "payment failed", "not charged")
    )
    assert post(body).status_code == 200
    assert status_of(attempt.order) == statuses.PAID


def test_a_thin_and_a_snapshot_event_of_one_change_are_one() -> None:
    attempt = started(an_order())
    tries_card(attempt)
    about = {"id": attempt.intent_id, "object": "payment_intent"}
    snapshot = {"id": "evt_s", "type": "payment_intent.succeeded", "data": {"object": about}}
    thin = {"id": "evt_t", "type": "v1.payment_intent.succeeded", "snapshot_event": "evt_s"}
    for event in (thin | {"related_object": about}, snapshot):
        assert post(json.dumps(event)).status_code == 200
    assert (WebhookEvent.objects.count(), attempt.order.payment_events.count()) == (1, 1)


def test_declined_then_refused_by_the_bank_then_paid_is_one_charge() -> None:
    order = an_order()
    attempt = started(order)
    tries_card(attempt, "declined")
    tries_card(started(order), "3ds")
    answers_bank(attempt, approved=False)
    tries_card(started(order))
    sync_attempt(attempt=attempt)
    rows = SimulatedObject.objects
    assert rows.filter(kind="payment_intent").count() == 1
    assert rows.filter(kind="balance_transaction", data__type="charge").count() == 1
    assert (status_of(order), type(order).objects.count()) == (statuses.PAID, 1)


def test_the_sixth_card_in_a_quarter_of_an_hour_has_to_wait() -> None:
    order = an_order()
    for _ in range(5):
        tries_card(started(order), "declined")
        sync_attempt(attempt=order.payment_attempts.get())
    with pytest.raises(TooManyDeclines):
        started(order)


@pytest.mark.parametrize(
    "kinds",
    [
        ["payment_intent.succeeded", "payment_intent.created", "payment_intent.processing"],
        ["payment_intent.payment_failed", "payment_intent.succeeded", "payment_intent.payment_failed"],
        ["payment_intent.canceled", "charge.refunded", "payment_intent.succeeded"],
    ],
)
def test_events_of_a_paid_intent_in_any_order_make_it_paid_once(kinds: list[str]) -> None:
    attempt = started(an_order())
    charge = tries_card(attempt)["latest_charge"]
    for kind in [*kinds, *reversed(kinds)]:
        assert tell(kind, charge if kind.startswith("charge") else str(attempt.intent_id)) == 200
    assert status_of(attempt.order) == statuses.PAID
    assert (attempt.order.payment_events.count(), attempt.order.status_changes.count()) == (1, 1)
