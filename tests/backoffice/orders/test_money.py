"""The money screens: the ledger, refunds by line or amount, cancelling, and orders in Review."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localtime

from shop.accounts.models import User
from shop.order import statuses
from shop.payment.models import Dispute, FraudWarning, Refund, SimulatedObject
from shop.payment.services import (
    PaymentsUnavailable,
    RefundRequest,
    balance_of,
    compare_nightly,
    refund_payment,
    sync_attempt,
)
from shop.payment.simulator import disputes, faults, intents, refunds
from tests.backoffice.orders.money_screens import (
    PAYMENTS,
    address,
    fill_in,
    key_on,
    paid,
    refund_form,
    staff,
    status_of,
)
from tests.payment.events import tell
from tests.support.factories import a_product
from tests.support.purchases import an_order, started, the_payment, tries_card

__all__ = ["paid", "staff"]  # fixtures

pytestmark = pytest.mark.django_db


def test_the_ledger_names_what_moved_and_stripes_ids(staff: Client, paid: Any) -> None:
    page = staff.get(address(paid)).content.decode()
    attempt = the_payment(paid)
    for part in (str(attempt.intent_id), attempt.charge_id, "+£32.95", "Left to refund", "£32.95"):
        assert part in page


def test_the_first_press_adds_up_and_moves_nothing(staff: Client, paid: Any) -> None:
    line = paid.lines.get()
    page = staff.post(refund_form(paid), fill_in(staff, paid, **{f"pieces_{line.pk}": 1, "other": "0.50"}))
    assert "Give £15.00 back" in page.content.decode()
    assert Refund.objects.count() == 0


def test_the_second_press_gives_back_by_line_and_once(staff: Client, paid: Any, cleo: User) -> None:
    line = paid.lines.get()
    data = fill_in(staff, paid, **{f"pieces_{line.pk}": 1, f"restock_{line.pk}": "on", "seen": 1450})
    for _ in range(2):
        page = staff.post(refund_form(paid), data, follow=True).content.decode()
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.requested_by, refund.lines.get().quantity) == (1450, cleo, 1)
    assert "£14.50 will be refunded to the card" in page and "−£14.50" in page
    assert SimulatedObject.objects.filter(kind="refund").count() == 1


def test_an_amount_that_was_not_shown_is_shown_first(staff: Client, paid: Any) -> None:
    page = staff.post(refund_form(paid), fill_in(staff, paid, other="5.00", seen=400))
    assert "Give £5.00 back" in page.content.decode()
    assert Refund.objects.count() == 0


@pytest.mark.parametrize("other", ["", "0", "99", "-1", "1.001", "x"])
def test_an_amount_that_cant_be_is_refused(staff: Client, paid: Any, other: str) -> None:
    page = staff.post(refund_form(paid), fill_in(staff, paid, other=other, seen=9900))
    assert (page.status_code, Refund.objects.count()) == (422, 0)


def test_an_answer_that_is_missing_is_called_missing(staff: Client, paid: Any) -> None:
    faults.expect("drop", path="/v1/refunds")
    page = staff.post(refund_form(paid), fill_in(staff, paid, other="4", seen=400), follow=True)
    assert "Stripe hasn’t answered about £4.00" in page.content.decode()
    assert paid.number in staff.get("/office/packing/").content.decode().partition("On hold")[2]


def test_cancelling_a_paid_order_gives_it_all_back(staff: Client, paid: Any) -> None:
    key = key_on(staff.get(address(paid, "cancel/")))
    data = {"key": key, "reason": "cancelled", "restock": "on"}
    for _ in range(2):
        staff.post(address(paid, "cancel/"), data)
    record = paid.lines.get().stockrecord
    assert (status_of(paid), balance_of(paid).left) == (statuses.CANCELLED, 0)
    assert (record.num_in_stock, record.num_allocated) == (5, 0)


def test_cancelling_an_unpaid_order_gives_its_payment_up(staff: Client) -> None:
    order = an_order()
    started(order)
    key = key_on(staff.get(address(order, "cancel/")))
    staff.post(address(order, "cancel/"), {"key": key, "reason": "cancelled"})
    assert status_of(order) == statuses.CANCELLED


def in_review(**wrong: Any) -> Any:
    """An order for which Stripe took something else."""
    attempt = started(an_order(a_product("Other oil")))
    tries_card(attempt)
    row = SimulatedObject.objects.get(pk=attempt.intent_id)
    row.data |= wrong
    row.save()
    sync_attempt(attempt=attempt)
    return attempt.order


def test_what_is_right_after_all_is_accepted(staff: Client) -> None:
    order = in_review(metadata={"attempt_id": "0"})
    assert "Accept: it is paid" in staff.get(address(order)).content.decode()
    staff.post(address(order, "accept/"))
    assert status_of(order) == statuses.PAID
    assert order.emails.filter(kind="order.confirmation").count() == 1


def test_the_newest_note_says_why_it_is_in_review(staff: Client) -> None:
    order = in_review(livemode=True)
    order.notes.create(message="An older note", note_type="System")
    order.notes.filter(message="An older note").update(date_updated="2020-01-01T00:00:00Z")
    assert "Payment to check: Stripe took" in staff.get(address(order)).content.decode()
    page = staff.get(PAYMENTS).content.decode()
    assert "Stripe took" in page and "An older note" not in page


def test_what_is_not_the_total_isnt_accepted(staff: Client) -> None:
    order = in_review(amount_received=2000)
    page = staff.post(address(order, "accept/"), follow=True).content.decode()
    assert "refund what is too much" in page
    staff.post(refund_form(order), fill_in(staff, order, other="1.55", seen=155))
    staff.post(address(order, "accept/"))
    assert status_of(order) == statuses.PAID


def test_part_of_it_may_have_gone_back_before(staff: Client) -> None:
    order = in_review(metadata={"attempt_id": "0"})
    refund_payment(attempt=the_payment(order), key=uuid4(), amount=400, asked=RefundRequest())
    staff.post(address(order, "accept/"))
    assert status_of(order) == statuses.PAID


def test_what_is_paid_while_it_is_cancelled_is_said(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    order = an_order(a_product("Quick oil"))
    key = key_on(staff.get(address(order, "cancel/")))
    attempt = started(order)
    tries_card(attempt)
    monkeypatch.setattr(
        "shop.backoffice.orders.money.views.services.cancel_attempt",
        lambda attempt: sync_attempt(attempt=attempt),
    )
    data = {"key": key, "reason": "cancelled"}
    page = staff.post(address(order, "cancel/"), data, follow=True).content.decode()
    assert "It has just been paid" in page and "nothing is left" not in page


@pytest.mark.parametrize("wrong", [{"currency": "usd"}, {"livemode": True}])
def test_money_of_another_currency_or_mode_isnt_accepted(staff: Client, wrong: dict[str, Any]) -> None:
    order = in_review(**wrong)
    page = staff.post(address(order, "accept/"), follow=True).content.decode()
    assert "another currency or mode" in page
    assert status_of(order) == statuses.REVIEW


def disputed(order: Any) -> Any:
    found = disputes.open_dispute(str(the_payment(order).intent_id))
    tell("charge.dispute.created", found["id"])
    return Dispute.objects.get()


def test_a_dispute_is_on_the_list_with_its_deadline_and_not_to_pack(staff: Client, paid: Any) -> None:
    dispute = disputed(paid)
    watched = staff.get(PAYMENTS).content.decode()
    assert paid.number in watched and f"{localtime(dispute.due_by):%-d %b, %H:%M}" in watched
    to_pack, _, held = staff.get("/office/packing/").content.decode().partition("On hold")
    assert paid.number not in to_pack and paid.number in held
    assert f"{localtime(dispute.due_by):%-d %b, %H:%M}" in staff.get(address(paid)).content.decode()


def test_a_fraud_warning_is_cleared_by_whoever_has_looked(staff: Client, paid: Any, cleo: User) -> None:
    tell("radar.early_fraud_warning.created", disputes.warn(str(the_payment(paid).intent_id))["id"])
    warning = FraudWarning.objects.get()
    assert "Clear the warning “made_with_stolen_card”" in staff.get(address(paid)).content.decode()
    staff.post(f"{PAYMENTS}{warning.pk}/clear/")
    warning.refresh_from_db()
    assert warning.cleared_by == cleo and warning.cleared_at


def test_asking_stripe_brings_fees_and_what_was_done_there(staff: Client, paid: Any) -> None:
    refunds.create(params={"payment_intent": str(the_payment(paid).intent_id), "amount": "100"})
    page = staff.post(address(paid, "look/"), follow=True).content.decode()
    assert "−£1.00" in page and "fee for the charge" in page and "−£0.69" in page


def test_asking_in_vain_says_so(staff: Client, paid: Any) -> None:
    faults.expect("lost", path="/v1/refunds")
    page = staff.post(address(paid, "look/"), follow=True).content.decode()
    assert "Stripe isn’t answering" in page


def test_orders_in_review_and_unfinished_refunds_are_on_the_list(staff: Client, paid: Any) -> None:
    order = in_review(livemode=True)
    faults.expect("lost", path="/v1/refunds")
    staff.post(refund_form(paid), fill_in(staff, paid, other="4", seen=400))
    page = staff.get(PAYMENTS).content.decode()
    assert order.number in page and paid.number in page and "asked, no answer yet" in page


def test_what_the_bank_sits_on_is_on_the_list(staff: Client) -> None:
    attempt = started(an_order(a_product("Slow oil")))
    rows = type(attempt).objects.filter(pk=attempt.pk)
    rows.update(state="processing", created_at=timezone.now() - timedelta(hours=2))
    assert "The bank is still working on" in staff.get(PAYMENTS).content.decode()


def test_the_last_nights_comparison_is_on_the_list(staff: Client, paid: Any) -> None:
    assert "Not compared yet" in staff.get(PAYMENTS).content.decode()
    compare_nightly(days=7)
    assert "Everything matches" in staff.get(PAYMENTS).content.decode()
    intents.create(params={"amount": "100", "currency": "gbp"})
    compare_nightly(days=7)
    assert "that no order knows" in staff.get(PAYMENTS).content.decode()


def test_a_night_without_stripe_is_on_the_list(staff: Client) -> None:
    faults.expect("lost", path="/v1/payment_intents")
    with pytest.raises(PaymentsUnavailable):
        compare_nightly(days=7)
    assert "not possible" in staff.get(PAYMENTS).content.decode()
