"""Numbers of invoices have no gap and no double, however many orders are paid at once."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from shop.documents import issue, numbers
from shop.documents.models import CreditNote, DocumentSeries, Invoice
from shop.documents.receivers import issue as on_signal
from shop.documents.verify import problems
from shop.payment.services import sync_attempt
from shop.signals import order_settled
from tests.concurrency.rivals import together
from tests.payment.refunds import give_back
from tests.support import process_kill
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, an_order, started, tries_card

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
RIVALS = 8


def payments(number: int) -> list[Callable[[], Any]]:
    """Orders whose cards were accepted; each call hears of one."""
    attempts = [started(an_order(a_product(f"Oil {place}"))) for place in range(number)]
    for attempt in attempts:
        tries_card(attempt)
    return [lambda attempt=attempt: sync_attempt(attempt=attempt).state for attempt in attempts]


def test_eight_payments_at_once_get_eight_numbers() -> None:
    assert together(*payments(RIVALS)) == ["succeeded"] * RIVALS
    assert sorted(Invoice.objects.values_list("sequence", flat=True)) == list(range(1, RIVALS + 1))
    assert list(problems()) == []


def test_without_the_lock_two_take_the_same_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def unlocked(kind: str, *, is_simulated: bool) -> DocumentSeries:
        series = DocumentSeries.objects.get(code=numbers.CODES[kind, is_simulated])
        time.sleep(0.3)
        return series

    a_paid_order(a_product("First oil"))
    orders = []
    with monkeypatch.context() as without:
        without.setattr(order_settled, "receivers", [])
        without.setattr(order_settled, "sender_receivers_cache", {})
        orders = [a_paid_order(a_product(f"Oil {place}")) for place in range(4)]
    monkeypatch.setattr(issue, "lock_series", unlocked)
    results = together(*[lambda order=order: issue.issue_invoice(order=order) for order in orders])
    assert any(isinstance(found, IntegrityError) for found in results)


def test_one_order_that_is_settled_eight_times_has_one_invoice() -> None:
    order = a_paid_order()
    together(*[lambda: on_signal(order=order)] * RIVALS)
    assert Invoice.objects.count() == 1
    assert list(problems()) == []


def test_refunds_at_once_have_a_credit_note_each() -> None:
    order = a_paid_order()  # £18.45
    together(*[lambda: give_back(order, 300) for _ in range(4)])
    notes = CreditNote.objects.order_by("sequence").values_list("sequence", "gross_minor")
    assert list(notes) == [(place, -300) for place in (1, 2, 3, 4)]
    assert list(problems()) == []


def test_killed_before_any_step_leaves_no_gap() -> None:
    (pay,) = payments(1)
    step = 1
    while process_kill.run(pay, die_before=step) == -1:
        assert list(problems()) == []
        step += 1
    assert step > 5
    assert Invoice.objects.count() == 1
    assert list(problems()) == []
