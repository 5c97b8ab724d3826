"""An invoice that is issued while its VAT period is closed never ends up unseen in the closed period."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from shop.accounts.models import User
from shop.documents import closing, issue
from shop.documents.models import Document, DocumentSeries
from shop.documents.rules import Amounts
from shop.documents.verify import problems
from shop.order.models import Order
from shop.signals import order_settled
from tests.concurrency.rivals import together
from tests.support.purchases import a_paid_order

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
DAYS = (date(2026, 7, 1), date(2026, 9, 30))


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch, time_machine: Any) -> Order:
    """Paid in the quarter, without an invoice so far; writing it takes a moment."""
    time_machine.move_to("2026-09-30 12:00:00+01:00")
    with monkeypatch.context() as without:
        without.setattr(order_settled, "receivers", [])
        without.setattr(order_settled, "sender_receivers_cache", {})
        order = a_paid_order()
    Order.objects.filter(pk=order.pk).update(simulated=False)
    time_machine.move_to("2026-10-07 12:00:00+01:00")
    monkeypatch.setattr(issue, "later_day", slowly(closing.later_day))
    return Order.objects.get(pk=order.pk)


def slowly(rule: Callable[[date], date | None]) -> Callable[[date], date | None]:
    def answer(day: date) -> date | None:
        found = rule(day)
        time.sleep(0.5)
        return found

    return answer


def both(order: Order, by: User) -> None:
    """Issue the invoice, and a moment later close the period as a page without it showed it."""

    def close() -> object:
        time.sleep(0.2)
        return closing.close_period(first=DAYS[0], last=DAYS[1], shown=Amounts(), by=by)

    together(lambda: issue.issue_invoice(order=order), close)


def test_closing_waits_for_the_invoice(late: Order, cleo: User) -> None:
    both(late, cleo)
    assert Document.objects.get().counts_on is None
    assert closing.last_closed() is None  # the figures weren't those that were shown
    assert list(problems()) == []


def test_without_the_lock_the_closed_period_has_an_invoice_too_many(
    late: Order, cleo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing, "lock_series", lambda kind, *, is_simulated: DocumentSeries())
    both(late, cleo)
    assert any("VAT period" in problem for problem in problems())
