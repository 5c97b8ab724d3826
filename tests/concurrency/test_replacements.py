"""Two colleagues replace, or refund, the same pieces at once."""

import uuid
from typing import Any

import pytest
from django.db.models import QuerySet

from shop.accounts.models import User
from shop.order import replacements
from shop.order.free_orders import CannotSend
from shop.order.models import Order
from shop.payment.services import RefundQuantity, RefundRequest, refund_payment
from tests.concurrency.rivals import together, when_all_are_there
from tests.support.purchases import the_payment
from tests.support.replacements import a_sent_order, replaced

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def colleague(transactional_db: None) -> User:
    return User.objects.create_user("kim@example.com", "correct horse battery")


def test_two_colleagues_replace_a_line_once(colleague: User) -> None:
    order = a_sent_order()
    results = together(*[lambda: replaced(order, colleague) for _ in range(2)])
    assert sum(isinstance(one, CannotSend) for one in results) == 1
    assert order.replacements.count() == 1


def test_two_clicks_with_one_key_make_one_order(colleague: User) -> None:
    order, key = a_sent_order(quantity=3), uuid.uuid4()
    results = together(*[lambda: replaced(order, colleague, key=key) for _ in range(3)])
    assert len({one.pk for one in results}) == 1


def test_a_refund_and_a_replacement_share_the_last_piece(colleague: User) -> None:
    order = a_sent_order()
    part = RefundQuantity(order.lines.get(), 1, restock=False)
    given: dict[str, Any] = {"amount": 100, "asked": RefundRequest(by=colleague), "pieces": (part,)}
    attempt = the_payment(order)
    replaced_or_not, _ = together(
        lambda: replaced(order, colleague),
        lambda: refund_payment(attempt=attempt, key=uuid.uuid4(), **given),
    )
    # A refund after a replacement is a decision; a replacement after a refund that nobody saw isn't.
    refunded_first = isinstance(replaced_or_not, CannotSend)
    assert order.replacements.count() == (0 if refunded_first else 1)


def test_without_the_lock_the_line_is_replaced_twice(
    colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = a_sent_order()
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    make = replacements.create_free_order
    monkeypatch.setattr(replacements, "create_free_order", when_all_are_there(make))
    together(*[lambda: replaced(order, colleague) for _ in range(2)])
    assert Order.objects.filter(replaces=order).count() == 2
