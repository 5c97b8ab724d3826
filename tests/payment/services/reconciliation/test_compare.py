"""Our books against Stripe's: whatever one side has and the other hasn't is named, and is an error exit."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from shop.order import statuses
from shop.payment import gateway
from shop.payment.models import BalanceEntry, Dispute, PaymentAttempt, Refund, SimulatedObject
from shop.payment.services import (
    RefundRequest,
    balance_of,
    cancel_order,
    reconcile,
    refresh_from_stripe,
    refund_payment,
)
from shop.payment.simulator import disputes, faults, intents, refunds
from shop.payment.tasks import compare_with_stripe
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, an_order, started, the_payment, tries_card

pytestmark = pytest.mark.django_db


def an_hour_later() -> None:
    """Nothing is under way any more."""
    back = timezone.now() - timedelta(hours=1)
    for model in (PaymentAttempt, Refund, Dispute):
        model.objects.update(updated_at=back)  # type: ignore[attr-defined]


def findings(**more: Any) -> list[tuple[str, str]]:
    an_hour_later()
    return [(found.order, found.text) for found in reconcile(days=7, **more).findings]


def given_back(order: Any, amount: int) -> Refund:
    return refund_payment(attempt=the_payment(order), key=uuid.uuid4(), amount=amount, asked=RefundRequest())


def test_books_that_agree_have_no_findings() -> None:
    given_back(a_paid_order(), 400)
    cancel_order(order=a_paid_order(a_product("Other oil")), key=uuid.uuid4(), asked=RefundRequest())
    started(an_order(a_product("Third oil")))
    assert findings() == []


def test_a_payment_at_stripe_that_no_order_knows_is_an_orphan() -> None:
    intents.create(params={"amount": "1845", "currency": "gbp"})
    [(order, text)] = findings()
    assert order == "" and "£18.45, that no order knows" in text


def test_payments_of_another_site_are_left_to_it() -> None:
    intents.create(params={"amount": "1845", "currency": "gbp", "metadata[site]": "https://other.example"})
    assert findings() == []


def test_a_payment_of_ours_that_stripe_doesnt_know_is_found() -> None:
    order = a_paid_order()
    SimulatedObject.objects.filter(kind="payment_intent").delete()
    [(number, text)] = findings()
    assert number == order.number and "unknown at Stripe" in text


def test_a_payment_nobody_told_us_of_is_found_and_put_right() -> None:
    attempt = started(an_order())
    tries_card(attempt)
    assert findings() == [(attempt.order.number, f"{attempt.intent_id}: succeeded at Stripe, open here")]
    attempt.order.refresh_from_db()
    assert attempt.order.status == statuses.PAID
    assert findings() == []


def test_dry_it_puts_nothing_right() -> None:
    attempt = started(an_order())
    tries_card(attempt)
    assert findings(dry_run=True) == findings(dry_run=True) != []
    assert the_payment(attempt.order).state == PaymentAttempt.State.OPEN


@pytest.mark.parametrize(
    ("wrong", "said"), [({"amount": 1}, "£0.01"), ({"amount_received": 1}, "£0.01 taken")]
)
def test_another_amount_is_found(wrong: dict[str, Any], said: str) -> None:
    a_paid_order()
    row = SimulatedObject.objects.get(kind="payment_intent")
    row.data |= wrong
    row.save()
    assert said in findings()[0][1]


def test_an_attempt_that_never_began_is_found() -> None:
    order = an_order()
    assert findings() == [(order.number, "attempt 1: new without a PaymentIntent")]


def test_a_refund_we_never_heard_of_is_found_and_recorded() -> None:
    order = a_paid_order()
    refunds.create(params={"payment_intent": str(the_payment(order).intent_id), "amount": "400"})
    assert "£4.00 succeeded, unknown here" in findings()[0][1]
    assert (balance_of(order).given_back, findings()) == (400, [])


def somebody_elses(**metadata: str) -> str:
    """A payment at Stripe that no order of ours knows, paid."""
    names = {f"metadata[{name}]": value for name, value in metadata.items()}
    made = intents.create(params={"amount": "900", "currency": "gbp", **names})
    intents.confirm(made["id"], client_secret=made["client_secret"], outcome="approve")
    return str(made["id"])


@pytest.mark.parametrize("what", ["refund", "dispute"])
def test_what_follows_a_payment_of_nobody_is_an_orphan_too(what: str) -> None:
    intent_id = somebody_elses()
    if what == "refund":
        refunds.create(params={"payment_intent": intent_id, "amount": "400"})
    else:
        disputes.open_dispute(intent_id)
    assert [order for order, text in findings() if "of no payment of ours" in text] == [""]


def test_refunds_and_disputes_of_another_site_are_left_to_it() -> None:
    intent_id = somebody_elses(site="https://other.example")
    refunds.create(params={"payment_intent": intent_id, "amount": "400"})
    disputes.open_dispute(intent_id)
    SimulatedObject.objects.filter(pk=intent_id).update(created_at=timezone.now() - timedelta(days=9))
    assert findings() == []


def test_what_could_still_be_paid_for_an_ended_attempt_is_cancelled_at_stripe() -> None:
    attempt = started(an_order())
    PaymentAttempt.objects.update(state=PaymentAttempt.State.FAILED)
    assert "requires_payment_method at Stripe, failed here" in findings()[0][1]
    assert intents.retrieve(str(attempt.intent_id))["status"] == "canceled"
    assert findings() == []


def test_a_refund_of_ours_that_stripe_doesnt_know_is_found() -> None:
    given_back(a_paid_order(), 400)
    SimulatedObject.objects.filter(kind="refund").delete()
    assert "isn’t on Stripe’s list" in findings()[0][1]


def test_a_refund_without_an_answer_is_found() -> None:
    faults.expect("lost", path="/v1/refunds")
    given_back(a_paid_order(), 400)
    assert "has had no answer" in findings()[0][1]


def test_a_dispute_we_never_heard_of_is_found_and_holds_the_order() -> None:
    disputes.open_dispute(str(the_payment(a_paid_order()).intent_id))
    assert "needs_response, unknown here" in findings()[0][1]
    assert Dispute.objects.get().is_open


def test_an_old_dispute_whose_end_nobody_told_us_of_is_found() -> None:
    order = a_paid_order()
    dispute_id = disputes.open_dispute(str(the_payment(order).intent_id))["id"]
    findings()
    disputes.decide(dispute_id, "lost")
    row = SimulatedObject.objects.get(pk=dispute_id)
    row.data["created"] = 0
    row.save()
    assert "lost at Stripe, needs_response here" in findings()[0][1]
    assert Dispute.objects.get().status == "lost"


def test_a_dispute_of_ours_that_stripe_doesnt_know_is_found() -> None:
    order = a_paid_order()
    disputes.open_dispute(str(the_payment(order).intent_id))
    findings()
    SimulatedObject.objects.filter(kind="dispute").delete()
    [(number, text)] = findings()
    assert number == order.number and "unknown at Stripe" in text


def test_a_stray_that_stripe_wont_cancel_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    started(an_order())
    PaymentAttempt.objects.update(state=PaymentAttempt.State.FAILED)

    def refuse(*_: Any, **__: Any) -> None:
        raise gateway.Refused("payment_intent_unexpected_state")

    monkeypatch.setattr(gateway, "cancel_intent", refuse)
    assert any("won’t cancel" in text for _, text in findings())


def test_money_kept_on_a_cancelled_order_is_found() -> None:
    order = a_paid_order()
    type(order).objects.update(status=statuses.CANCELLED)
    assert findings() == [(order.number, "cancelled, and £18.45 of it is still ours")]


def test_an_order_sold_without_its_payment_is_found() -> None:
    order = an_order()
    started(order)
    type(order).objects.update(status=statuses.PAID)
    assert (order.number, "Paid without a payment of its total") in findings()


def test_fees_come_from_the_balance_once() -> None:
    order = a_paid_order()
    given_back(order, 400)
    for _ in range(2):
        assert findings() == []
    assert balance_of(order).fees == 48  # 1.5 % of £18.45, and 20p
    assert {entry.kind for entry in BalanceEntry.objects.all()} == {"charge", "refund"}


def test_what_stripe_hasnt_booked_after_a_day_is_found() -> None:
    a_paid_order()
    SimulatedObject.objects.filter(kind="balance_transaction").delete()
    assert findings() == []
    PaymentAttempt.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert "not booked by Stripe" in findings()[0][1]


def test_lists_longer_than_a_page_are_read_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(105):
        intents.create(params={"amount": "100", "currency": "gbp"})
    assert len(findings()) == 105


def test_a_lost_dispute_shows_amount_and_fee() -> None:
    order = a_paid_order()
    found = disputes.open_dispute(str(the_payment(order).intent_id))
    disputes.decide(found["id"], "lost")
    refresh_from_stripe(order=order)
    entry = BalanceEntry.objects.get(kind="adjustment")
    assert (entry.amount_minor, entry.fee_minor, balance_of(order).left) == (-1845, 2000, 0)


def test_the_command_agrees_with_exit_code_0(capsys: Any) -> None:
    a_paid_order()
    call_command("reconcile_payments", "--days", "7")
    assert "Our records and Stripe’s match." in capsys.readouterr().out


@pytest.mark.parametrize(("trouble", "code"), [("orphan", 1), ("silence", 2), ("off", 2), ("days", 2)])
def test_the_commands_exit_codes(trouble: str, code: int, settings: Any) -> None:
    if trouble == "orphan":
        intents.create(params={"amount": "100", "currency": "gbp"})
    elif trouble == "silence":
        faults.expect("lost", path="/v1/payment_intents")
    elif trouble == "off":
        settings.PAYMENTS = "off"
    with pytest.raises(CommandError) as raised:
        call_command("reconcile_payments", "--days", "0" if trouble == "days" else "7")
    assert raised.value.returncode == code


def test_each_night_staff_are_told_of_a_finding_once() -> None:
    order = a_paid_order()
    type(order).objects.update(status=statuses.CANCELLED)
    for _ in range(2):
        assert compare_with_stripe.call() == 1
    assert order.notes.count() == 1


def test_an_orphan_is_in_the_log_where_monitoring_sees_it(caplog: pytest.LogCaptureFixture) -> None:
    intents.create(params={"amount": "100", "currency": "gbp"})
    compare_with_stripe.call()
    assert "no order knows" in caplog.text
