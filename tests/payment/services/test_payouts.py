"""Payouts are stored once, with the payments behind each of their entries."""

from typing import Any

import pytest

from shop.payment import gateway
from shop.payment.models import BalanceEntry, Refund
from shop.payment.payout_rows import Payout, PayoutEntry, net_of
from shop.payment.services import PaymentsUnavailable
from shop.payment.services.payouts import fetch_payouts, record_payout
from shop.payment.simulator import balance, faults, payouts
from tests.payment.refunds import at_stripe, give_back
from tests.support.purchases import a_paid_order, the_payment

pytestmark = pytest.mark.django_db


def test_a_payout_names_the_orders_behind_it() -> None:
    order = a_paid_order()
    give_back(order, 400)
    payouts.pay_out()
    assert fetch_payouts(days=7) == 1
    payout = Payout.objects.with_sums().get()
    assert (payout.payments, payout.back, payout.fees, payout.strange) == (1845, -400, 48, 0)
    assert payout.amount_minor == net_of(payout.entries.all()) == 1845 - 400 - 48
    assert {entry.attempt for entry in payout.entries.all()} == {the_payment(order)}


def test_its_fees_stand_on_the_order_too() -> None:
    order = a_paid_order()
    payouts.pay_out()
    fetch_payouts(days=7)
    assert BalanceEntry.objects.get(attempt__order=order).fee_minor == 48


def test_fetching_again_changes_nothing() -> None:
    a_paid_order()
    payouts.pay_out()
    fetch_payouts(days=7)
    assert fetch_payouts(days=7) == 0
    assert (Payout.objects.count(), PayoutEntry.objects.count()) == (1, 1)


def test_the_next_payout_has_only_what_is_new() -> None:
    order = a_paid_order()
    payouts.pay_out()
    give_back(order, 400)
    payouts.pay_out()
    fetch_payouts(days=7)
    assert sorted(Payout.objects.values_list("amount_minor", flat=True)) == [-400, 1797]


def test_what_belongs_to_no_payment_of_ours_is_kept_apart() -> None:
    balance.enter("charge", "ch_of_somebody", 900, 34)
    balance.enter("stripe_fee", "", -250)
    payouts.pay_out()
    fetch_payouts(days=7)
    assert Payout.objects.with_sums().get().strange == 1


def test_a_refund_that_is_known_later_is_matched_later() -> None:
    order = a_paid_order()
    refund_id = at_stripe(order, 300)
    payouts.pay_out()
    fetch_payouts(days=7)
    assert PayoutEntry.objects.get(source_id=refund_id).attempt is None
    Refund.objects.create(attempt=the_payment(order), refund_id=refund_id, amount_minor=300)
    fetch_payouts(days=7)
    assert PayoutEntry.objects.get(source_id=refund_id).attempt == the_payment(order)


@pytest.mark.parametrize(("told", "status"), [(["paid"], "paid"), (["paid", "failed"], "failed")])
def test_its_status_follows(told: list[str], status: str) -> None:
    payout_id = payouts.pay_out()["id"]
    fetch_payouts(days=7)
    for word in told:
        payouts.arrive(payout_id, word)
        fetch_payouts(days=7)
    assert Payout.objects.get().status == status


def test_an_older_answer_doesnt_take_a_status_back() -> None:
    payouts.arrive(payouts.pay_out()["id"])
    [older] = gateway.list_payouts()
    fetch_payouts(days=7)
    record_payout(changed(older, status="in_transit"), None)
    assert Payout.objects.get().status == "paid"


def changed(payout: gateway.Payout, **fields: Any) -> gateway.Payout:
    return gateway.Payout(**(vars(payout) | fields))


def test_one_made_by_hand_names_no_payments() -> None:
    a_paid_order()
    payouts.pay_out(automatic=False)
    fetch_payouts(days=7)
    assert not Payout.objects.get().names_payments and not PayoutEntry.objects.exists()


def test_without_an_answer_of_stripe_nothing_is_stored() -> None:
    payouts.pay_out()
    faults.expect("lost", path="/v1/payouts")
    with pytest.raises(PaymentsUnavailable):
        fetch_payouts(days=7)
    assert not Payout.objects.exists()
