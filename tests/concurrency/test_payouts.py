"""Two fetch payouts at once."""

import time
from typing import Any

import pytest
from django.db.models import QuerySet

from shop.payment import gateway
from shop.payment.payout_rows import Payout, PayoutEntry, Payouts
from shop.payment.services.payouts import fetch_payouts, record_payout
from shop.payment.simulator import payouts
from tests.concurrency.rivals import together
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_each_row_is_stored_once() -> None:
    for name in ("Oil", "Balm"):
        a_paid_order(a_product(name))
    payouts.pay_out()
    results = together(*[lambda: fetch_payouts(days=7)] * 4)
    assert sorted(map(str, results)) == ["0", "0", "0", "1"]
    assert (Payout.objects.count(), PayoutEntry.objects.count()) == (1, 2)


def an_old_and_a_new_answer() -> list[Any]:
    """The older answer arrives here after the newer one has been stored."""
    payout_id = payouts.pay_out()["id"]
    fetch_payouts(days=7)
    [older] = gateway.list_payouts()
    payouts.arrive(payout_id)
    [newer] = gateway.list_payouts()

    def late() -> None:
        time.sleep(0.3)
        record_payout(older, None)

    return [lambda: record_payout(newer, None), late]


def test_the_older_answer_loses() -> None:
    together(*an_old_and_a_new_answer())
    assert Payout.objects.get().status == "paid"


def test_without_the_comparison_the_older_answer_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    def set_it(self: QuerySet[Payout], status: str) -> int:
        return self.update(status=status)

    monkeypatch.setattr(Payouts, "advance", set_it)
    together(*an_old_and_a_new_answer())
    assert Payout.objects.get().status == "in_transit"
