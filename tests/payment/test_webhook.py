"""`/webhooks/stripe/`: only Stripe's word counts, each event once, in any order, in both shapes."""

import json
from typing import Any

import pytest
import stripe
from django.test import Client

from shop.order import statuses
from shop.payment.models import PaymentAttempt, WebhookEvent
from shop.payment.simulator import faults
from tests.payment.events import SECRET
from tests.payment.events import post as send
from tests.support.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db


def an_event(object_id: str, event_type: str = "payment_intent.succeeded", **more: Any) -> str:
    about = {"id": object_id, "object": "payment_intent"}
    return json.dumps(
        {"id": "evt_1", "object": "event", "type": event_type, "data": {"object": about}} | more
    )


def a_thin_event(object_id: str) -> str:
    related = {"id": object_id, "type": "payment_intent", "url": f"/v1/payment_intents/{object_id}"}
    kind = "v1.payment_intent.succeeded"
    return json.dumps({"id": "evt_thin", "object": "v2.core.event", "type": kind, "related_object": related})


def paid() -> PaymentAttempt:
    attempt = started(an_order())
    tries_card(attempt)
    return attempt


def status_of(attempt: PaymentAttempt) -> str:
    attempt.order.refresh_from_db()
    return str(attempt.order.status)


@pytest.mark.parametrize("shape", [an_event, a_thin_event])
def test_an_event_of_either_shape_settles(shape: Any) -> None:
    attempt = paid()
    assert send(shape(attempt.intent_id)).status_code == 200
    assert status_of(attempt) == statuses.PAID


def test_the_event_itself_is_not_believed() -> None:
    attempt = started(an_order())
    assert send(an_event(str(attempt.intent_id))).status_code == 200
    assert status_of(attempt) == statuses.PENDING


def test_a_repeated_event_is_noted_once() -> None:
    attempt = paid()
    for _ in range(2):
        assert send(an_event(str(attempt.intent_id))).status_code == 200
    assert (WebhookEvent.objects.count(), attempt.order.payment_events.count()) == (1, 1)


def test_an_event_quicker_than_stripes_answer_finds_its_attempt() -> None:
    attempt = paid()
    intent_id = str(attempt.intent_id)
    PaymentAttempt.objects.update(intent_id=None, state=PaymentAttempt.State.NEW)
    assert send(an_event(intent_id)).status_code == 200
    assert status_of(attempt) == statuses.PAID


def test_a_payment_of_another_site_is_left_to_it(settings: Any) -> None:
    attempt = started(an_order())
    tries_card(attempt)
    PaymentAttempt.objects.filter(pk=attempt.pk).update(intent_id=None)
    settings.SHOP_URL = "https://other.example"
    assert send(an_event(str(attempt.intent_id))).status_code == 200
    assert PaymentAttempt.objects.get(pk=attempt.pk).intent_id is None


def test_when_stripe_cant_be_asked_the_event_is_sent_again() -> None:
    attempt = paid()
    faults.expect("lost", path=f"/v1/payment_intents/{attempt.intent_id}")
    assert send(an_event(str(attempt.intent_id))).status_code == 503
    assert send(an_event(str(attempt.intent_id))).status_code == 200
    assert status_of(attempt) == statuses.PAID


@pytest.mark.parametrize("event_type", ["customer.created", "payment_intent.new_kind", "ping"])
def test_an_event_of_no_concern_is_taken(event_type: str) -> None:
    assert send(an_event("pi_of_another_shop", event_type)).status_code == 200


@pytest.mark.parametrize(
    "event",
    [
        {"id": "evt_a", "type": "balance.available", "data": {"object": {"object": "balance"}}},
        {"id": "evt_b", "object": "v2.core.event", "type": "v1.billing.meter.no_meter_found"},
        {
            "id": "evt_c",
            "object": "v2.core.event",
            "type": "v1.payment_intent.succeeded",
            "related_object": None,
        },
        {"id": "evt_d", "type": "refund.updated", "data": {"object": {}}},
    ],
)
def test_an_event_about_nothing_with_an_id_is_taken(event: dict[str, Any]) -> None:
    assert [send(json.dumps(event)).status_code for _ in range(2)] == [200, 200]


def test_the_old_secret_works_until_it_is_taken_out(settings: Any) -> None:
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", "whsec_old"]
    assert [send(an_event("pi_x"), secret=f"whsec_{age}").status_code for age in ("new", "old")] == [200, 200]


@pytest.mark.parametrize(
    "signature", ["", "nonsense", "t=1,v1=00", "t=" + "9" * 5000, "t=\u00e9,v1=1", "t=1,v1=\u00e9"]
)
def test_what_stripe_didnt_sign_is_refused(signature: str) -> None:
    assert send(an_event("pi_x"), signature=signature).status_code == 400


def test_an_old_signature_is_refused() -> None:
    body = an_event("pi_x")
    old = stripe.WebhookSignature.generate_signature_header(body, SECRET, timestamp=1)
    assert send(body, signature=old).status_code == 400


@pytest.mark.parametrize("body", ["", "{}", "[]", "null", '"x"', "{", '{"id": 1, "type": 2}', '{"data": []}'])
def test_a_signed_body_that_is_no_event_is_refused(body: str) -> None:
    assert send(body).status_code == 400


def test_bytes_that_are_no_text_are_refused() -> None:
    assert send(b"\xff\xfe\x00", signature="t=1,v1=00").status_code == 400


def test_a_body_over_a_megabyte_is_refused_unread() -> None:
    assert send("x" * 1_000_001).status_code == 413
    assert send("x" * 3_000_000).status_code == 413


@pytest.mark.parametrize("length", ["nonsense", "-1", "9" * 40, ""])
def test_a_lying_length_breaks_nothing(length: str) -> None:
    answer = Client().post("/webhooks/stripe/", "{}", content_type="application/json", CONTENT_LENGTH=length)
    assert answer.status_code in (400, 413)


def test_nothing_an_attacker_sends_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    send('{"evil": "marker-one"}', signature="t=1,v1=marker-two")
    assert "marker" not in caplog.text


def test_only_post_is_answered() -> None:
    assert Client().get("/webhooks/stripe/").status_code == 405
