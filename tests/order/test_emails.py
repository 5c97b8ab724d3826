"""Order emails: what they say, and that each is owed once."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.html import strip_tags

from shop.order import statuses
from shop.order.models import Order
from shop.order.services import queue_email_once
from shop.order.terms import as_text, current_terms, publish_terms
from tests.support.outbox import send_queued

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Any:
    return Order.objects.create(
        number="PS-1",
        currency="GBP",
        guest_email="ada@example.com",
        total_incl_tax=Decimal("18.45"),
        total_excl_tax=Decimal("15.37"),
        shipping_incl_tax=Decimal("3.95"),
        shipping_excl_tax=Decimal("3.29"),
        shipping_method="Royal Mail Tracked 48",
        delivery_vat_rate=Decimal("0.2"),
        terms_version=current_terms(),
        date_placed=timezone.now(),
    )


def the_confirmation(order: Any) -> str:
    queue_email_once(order=order, kind="confirmation")
    send_queued()
    return mail.outbox[0].body


def test_the_confirmation_is_the_durable_copy(order: Any) -> None:
    text = the_confirmation(order)
    for part in (
        "18.45",
        "VAT at 20%: £0.66",
        "/orders/",
        "hereby give notice",
        "TERMS, VERSION",
        "14th day",
    ):
        assert part in text


FORM = re.compile(r"hereby give notice that \S+ (?:\[\*\] )?cancel")
IN_TERMS = {
    "the first terms": None,
    "no terms": "",
    "terms without it": "<p>These are our terms.</p>",
    "the form of the law": "<p>I hereby give\nnotice that <b>I/We</b> [*] cancel my/our [*] contract</p>",
    "the form with hard spaces": "<p>I hereby&nbsp;give notice that I cancel my contract of sale</p>",
    "other words of notice": "<p>You hereby give notice that you are an adult. A contract follows.</p>",
}


@pytest.mark.parametrize("name", IN_TERMS)
def test_the_confirmation_has_the_cancellation_form_once(order: Any, name: str) -> None:
    if (body := IN_TERMS[name]) is not None:
        order.terms_version = publish_terms(version=name[:20], body=body) if body else None
        order.save()
    text = the_confirmation(order)
    for version in (text, strip_tags(str(mail.outbox[0].alternatives[0].content))):
        words = " ".join(unescape(version.replace("<", " <")).split())
        assert len(FORM.findall(words)) == 1


def test_a_confirmation_is_owed_once(order: Any) -> None:
    assert queue_email_once(order=order, kind="confirmation")
    assert not queue_email_once(order=order, kind="confirmation")
    send_queued()
    assert len(mail.outbox) == 1


def test_what_was_sent_is_stored_with_the_order(order: Any) -> None:
    text = the_confirmation(order)
    stored = order.emails.get()
    assert (stored.text, stored.state, stored.recipient) == (text, "sent", "ada@example.com")
    assert stored.html and stored.sent_at and stored.message_id == mail.outbox[0].extra_headers["Message-ID"]


def test_the_confirmation_says_when_it_arrives(order: Any) -> None:
    Order.objects.update(delivery_rule={"promised": ["2026-11-25", "2026-11-26"]})
    assert ", expected Wed 25 – Thu 26 Nov;" in the_confirmation(order)


def test_terms_as_text_break_no_line_within_a_sentence() -> None:
    body = "<h2>Your order</h2>\n<p>You may cancel within\n  14 days.</p>\n<ul><li>One</li><li>Two</li></ul>"
    assert as_text(body) == "Your order\nYou may cancel within 14 days.\n\nOne\nTwo"


@pytest.mark.parametrize(("days_late", "is_said"), [(0, True), (5, False)])
def test_the_dispatch_email_repeats_the_promise_while_it_holds(
    order: Any, days_late: int, is_said: bool
) -> None:
    order.delivery_rule = {"promised": ["2026-12-02", "2026-12-03"]}
    order.dispatched_at = timezone.now() + timedelta(days=days_late)
    order.status = statuses.DISPATCHED
    order.save()
    queue_email_once(order=order, kind="dispatched")
    send_queued()
    assert ("It should reach you Wed 2 – Thu 3 Dec" in mail.outbox[0].body) == is_said
