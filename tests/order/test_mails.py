"""Order mails: written once, sent once, tried again."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from shop.order.models import Order, OrderMail
from shop.order.tasks import send_order_mail
from shop.order.terms import current_terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed() -> OrderMail:
    order = Order.objects.create(
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
    return OrderMail.objects.create(order=order, kind="confirmation")


def test_the_confirmation_is_the_durable_copy(owed: OrderMail) -> None:
    send_order_mail.enqueue(owed.pk)
    text = mail.outbox[0].body
    for part in (
        "18.45",
        "VAT at 20%: £0.66",
        "/orders/",
        "hereby give notice",
        "TERMS, VERSION",
        "14th day",
    ):
        assert part in text


def test_a_mail_is_sent_once(owed: OrderMail) -> None:
    send_order_mail.enqueue(owed.pk)
    send_order_mail.enqueue(owed.pk)
    assert len(mail.outbox) == 1


def test_a_failure_is_noted_and_tried_again(owed: OrderMail, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("shop.order.tasks.write_mail", lambda **_: 1 / 0)
        send_order_mail.enqueue(owed.pk)
    owed.refresh_from_db()
    assert owed.sent_at is None and "ZeroDivisionError" in owed.last_error
    OrderMail.objects.update(created_at=timezone.now() - timedelta(hours=1))
    call_command("send_due_mails")
    assert len(mail.outbox) == 1


def test_the_confirmation_says_when_it_arrives(owed: OrderMail) -> None:
    Order.objects.update(delivery_rule={"promised": ["2026-11-25", "2026-11-26"]})
    send_order_mail.enqueue(owed.pk)
    assert ", expected Wed 25 – Thu 26 Nov;" in mail.outbox[0].body
