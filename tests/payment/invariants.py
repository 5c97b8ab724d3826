"""What must be true of orders, stock and money at any moment, and what once nothing is under way."""

from collections import Counter
from typing import Any

from django.db.models import F
from oscar.core.loading import get_model

from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.payment.models import PaymentAttempt, Refund, SimulatedObject
from shop.payment.services import balance_of

SOLD = [statuses.PAID, statuses.DISPATCHED, statuses.DELIVERED]
State = PaymentAttempt.State


def hold_always() -> None:
    """Whatever has just happened, and whatever was lost on the way."""
    _one_order_a_basket()
    _never_sold_below_zero()
    _never_paid_without_its_money()
    _never_more_back_than_came()
    _one_mail_of_a_kind()
    _each_asked_for_once()


def hold_at_rest() -> None:
    """Once the sweep has had its time."""
    hold_always()
    _nothing_is_stuck()
    _no_money_on_a_cancelled_order()
    _our_books_are_stripes()
    _codes_count_orders()


def _one_order_a_basket() -> None:
    baskets = Counter(Order.objects.values_list("basket_id", flat=True))
    assert all(number == 1 for number in baskets.values()), baskets


def _never_sold_below_zero() -> None:
    for record in StockRecord.objects.all():
        lines = sum(record.line_set.values_list("num_allocated", flat=True))
        assert 0 <= (record.num_allocated or 0) <= record.num_in_stock, record
        assert (record.num_allocated or 0) == lines, (record.num_allocated, lines)


def _never_paid_without_its_money() -> None:
    for order in Order.objects.filter(status__in=SOLD):
        owed = int(order.total_incl_tax * 100)
        taken = [intent for intent in _intents(order) if intent["status"] == "succeeded"]
        assert [intent["amount_received"] for intent in taken] == [owed], (order.status, taken)


def _intents(order: Any) -> list[dict[str, Any]]:
    ids = order.payment_attempts.exclude(intent_id=None).values_list("intent_id", flat=True)
    return [row.data for row in SimulatedObject.objects.filter(pk__in=list(ids))]


def _never_more_back_than_came() -> None:
    for intent in SimulatedObject.objects.filter(kind="payment_intent"):
        back = [row.data["amount"] for row in refunds_at_stripe(intent.object_id)]
        assert sum(back) <= intent.data["amount_received"]


def refunds_at_stripe(intent_id: str) -> list[SimulatedObject]:
    rows = SimulatedObject.objects.filter(kind="refund", data__payment_intent=intent_id)
    return [row for row in rows if row.data["status"] not in ("failed", "canceled")]


def _each_asked_for_once() -> None:
    """One PaymentIntent an attempt, one refund a row: a repeat finds what the first call made."""
    for kind, name in {"payment_intent": "attempt_id", "refund": "refund_key"}.items():
        rows = SimulatedObject.objects.filter(kind=kind)
        asked = Counter(row.data["metadata"].get(name) for row in rows)
        del asked[None]  # made by hand at Stripe
        assert all(number == 1 for number in asked.values()), f"{kind} not asked for once: {asked}"


def _one_mail_of_a_kind() -> None:
    emails = Counter(
        (row.reference, row.kind, row.args.get("key"))
        for row in OutboxEmail.objects.filter(kind__startswith="order.")
    )
    assert all(number == 1 for number in emails.values()), emails


def _nothing_is_stuck() -> None:
    going = PaymentAttempt.objects.exclude(state__in=PaymentAttempt.ENDED)
    assert not going.exists(), list(going)
    assert not Order.objects.filter(status=statuses.PENDING).exists()
    assert not Refund.objects.filter(state=Refund.State.NEW).exists()
    for order in Order.objects.filter(status__in=SOLD):
        assert order.emails.filter(kind="order.confirmation").count() == 1, order.number


def _no_money_on_a_cancelled_order() -> None:
    for order in Order.objects.filter(status=statuses.CANCELLED):
        assert balance_of(order).left == 0, order.number
        held = order.lines.filter(num_allocated__gt=0)
        assert not held.exists(), (order.number, list(held.values(n=F("num_allocated"))))


def _our_books_are_stripes() -> None:
    """Each PaymentIntent is one attempt's, and what went back is the same on both sides."""
    for row in SimulatedObject.objects.filter(kind="payment_intent"):
        attempt = PaymentAttempt.objects.get(intent_id=row.object_id)
        assert (row.data["status"] == "succeeded") == (attempt.state == State.SUCCEEDED), attempt
        ours = attempt.refunds.filter(state__in=Refund.ACCEPTED).values_list("refund_id", flat=True)
        assert set(ours) == {found.object_id for found in refunds_at_stripe(row.object_id)}


def _codes_count_orders() -> None:
    for voucher in get_model("voucher", "Voucher").objects.all():
        assert voucher.num_orders == voucher.applications.count() >= 0
        for offer in voucher.offers.all():
            assert offer.num_orders == voucher.applications.count(), (offer.num_orders, voucher.num_orders)
