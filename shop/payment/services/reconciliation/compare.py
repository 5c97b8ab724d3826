"""Reconciliation with Stripe, in both directions. Each difference is a finding."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from shop.money import from_pence, to_pence
from shop.order import statuses
from shop.order.models import Order
from shop.payment import gateway
from shop.payment.models import BalanceEntry, Dispute, PaymentAttempt, Refund, Settlement
from shop.payment.services.attempts import PaymentsUnavailable
from shop.payment.services.balance import balance_of
from shop.payment.services.balance_entries import record_entries
from shop.payment.services.disputes import apply_dispute, payment_of
from shop.payment.services.refunds.outcome import apply_refund
from shop.payment.services.sync import sync_attempt

State = PaymentAttempt.State
UNDER_WAY = timedelta(minutes=10)  # what changed just now may differ for a moment
BOOKED_AFTER = timedelta(days=1)  # Stripe books a charge soon after it, not with it
MEANING = {
    "succeeded": {State.SUCCEEDED},
    "canceled": {State.CANCELED, State.FAILED},
    "processing": {State.PROCESSING},
}
UNPAID = {State.NEW, State.OPEN, State.CLOSING}
CLOSED = {State.CANCELED, State.FAILED}


@dataclass(frozen=True)
class Finding:
    """One thing that doesn't agree; `order` is empty for what belongs to none of ours."""

    order: str
    text: str


@dataclass
class Report:
    """What was compared, and what doesn't agree."""

    compared: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def add(self, order: Order | None, text: str) -> None:
        """Add a finding."""
        self.findings.append(Finding(order.number if order else "", text))


@dataclass(frozen=True)
class Run:
    """One comparison: since when, and whether what Stripe says may be written down."""

    since: datetime
    dry: bool
    report: Report
    sites: dict[str, str] = field(default_factory=dict)  # whose payment it is, by Stripe's id

    def is_ours(self, intent_id: str) -> bool:
        """An account may serve several sites: what is another's is left to it."""
        if intent_id and intent_id not in self.sites:
            try:
                self.sites[intent_id] = gateway.retrieve_intent(intent_id).site
            except gateway.NotFound:
                self.sites[intent_id] = ""
        return self.sites.get(intent_id, "") in ("", settings.SHOP_URL)

    def is_settled(self, row: PaymentAttempt | Refund | Dispute) -> bool:
        """It has been left alone for long enough to be compared."""
        return bool(row.updated_at < timezone.now() - UNDER_WAY)


def reconcile(*, days: int, dry_run: bool = False, say: Callable[[str], object] = lambda _: None) -> Report:
    """Compare so many days; raises PaymentsUnavailable when Stripe doesn't answer.

    Unless dry, what Stripe knows and we don't is recorded at once; it is reported all the same,
    because the webhook and the sweep should have told us.
    """
    if not gateway.can_ask():
        raise PaymentsUnavailable("PAYMENTS is off: there is nothing to compare with.")
    run = Run(timezone.now() - timedelta(days=days), dry_run, Report())
    try:
        for name, compare in STEPS.items():
            say(f"{name} ...")
            compare(run)
    except gateway.GatewayError as error:
        raise PaymentsUnavailable(f"Stripe didn’t answer: {error.code}") from error
    return run.report


def _payments(run: Run) -> None:
    there = {intent.id: intent for intent in gateway.list_intents(since=run.since)}
    run.report.compared["payments at Stripe"] = len(there)
    run.sites.update((intent.id, intent.site) for intent in there.values())
    for intent in there.values():
        _payment(run, intent)
    ours = PaymentAttempt.objects.filter(created_at__gte=run.since).select_related("order")
    run.report.compared["payments of ours"] = ours.count()
    for attempt in ours.iterator():
        if attempt.intent_id not in there:
            _missing(run, attempt)


def _payment(run: Run, intent: gateway.Intent) -> None:
    attempt = PaymentAttempt.objects.filter(intent_id=intent.id).select_related("order").first()
    if attempt is None:
        _unknown(run, intent)
    elif run.is_settled(attempt):
        for text in _differences(attempt, intent):
            run.report.add(attempt.order, f"{intent.id}: {text}")
        if not run.dry:
            _put_right(run, attempt, intent)


def _put_right(run: Run, attempt: PaymentAttempt, intent: gateway.Intent) -> None:
    """Record what Stripe says; what could still be paid for an attempt that has ended is cancelled there."""
    attempt = sync_attempt(attempt=attempt)
    if attempt.state in CLOSED and MEANING.get(intent.status, UNPAID) == UNPAID:
        try:
            minute = int(timezone.now().timestamp() // 60)
            gateway.cancel_intent(intent.id, key=f"stray:{attempt.key}:{minute}")
        except gateway.Refused as error:
            run.report.add(attempt.order, f"{intent.id}: Stripe won’t cancel it ({error.code})")


def _unknown(run: Run, intent: gateway.Intent) -> None:
    if not run.is_ours(intent.id):
        run.report.compared["payments of other sites"] += 1
        return
    by_name = (
        PaymentAttempt.objects.filter(pk=int(intent.attempt_id)) if intent.attempt_id.isdigit() else None
    )
    attempt = by_name.select_related("order").first() if by_name else None
    if attempt and not run.is_settled(attempt):
        return
    whose = "for an attempt that doesn’t know it" if attempt else "that no order knows"
    text = f"{intent.id}: {intent.status} at Stripe, {_money(intent.amount)}, {whose}"
    run.report.add(attempt.order if attempt else None, text)


def _differences(attempt: PaymentAttempt, intent: gateway.Intent) -> Iterator[str]:
    if attempt.state not in MEANING.get(intent.status, UNPAID):
        yield f"{intent.status} at Stripe, {attempt.state} here"
    if (intent.amount, intent.currency) != (attempt.amount_minor, attempt.currency):
        yield f"{_money(intent.amount)} {intent.currency} at Stripe, {_money(attempt.amount_minor)} owed"
    if attempt.state == State.SUCCEEDED and intent.amount_received != attempt.received_minor:
        yield f"{_money(intent.amount_received)} taken at Stripe, {_money(attempt.received_minor)} here"


def _missing(run: Run, attempt: PaymentAttempt) -> None:
    """Ours, but not on Stripe's list: made before the first day, unknown there, or never begun."""
    if not attempt.intent_id:
        if run.is_settled(attempt) and attempt.state not in PaymentAttempt.ENDED:
            run.report.add(
                attempt.order, f"attempt {attempt.number}: {attempt.state} without a PaymentIntent"
            )
        return
    try:
        intent = gateway.retrieve_intent(attempt.intent_id)
    except gateway.Refused as error:
        run.report.add(attempt.order, f"{attempt.intent_id}: unknown at Stripe ({error.code})")
    else:
        _payment(run, intent)


def _refunds(run: Run) -> None:
    there = {refund.id: refund for refund in gateway.list_refunds(since=run.since)}
    run.report.compared["refunds at Stripe"] = len(there)
    for refund in there.values():
        attempt = payment_of(intent_id=refund.intent_id, charge_id="")
        row = Refund.objects.filter(refund_id=refund.id).first()
        _compare(run, attempt, row, refund, apply_refund, row.state if row else "")
    ours = Refund.objects.filter(created_at__gte=run.since).select_related("attempt__order")
    for row in ours:
        if not run.is_settled(row):
            continue
        if row.refund_id and row.refund_id not in there:
            run.report.add(row.attempt.order, f"{row.refund_id}: our refund isn’t on Stripe’s list")
        elif row.state == Refund.State.NEW:
            run.report.add(row.attempt.order, f"a refund of {_money(row.amount_minor)} has had no answer")


def _disputes(run: Run) -> None:
    there = {dispute.id: dispute for dispute in gateway.list_disputes(since=run.since)}
    run.report.compared["disputes at Stripe"] = len(there)
    for dispute in [*there.values(), *_older(run, there)]:
        attempt = payment_of(intent_id=dispute.intent_id, charge_id=dispute.charge_id)
        row = Dispute.objects.filter(dispute_id=dispute.id).first()
        _compare(run, attempt, row, dispute, apply_dispute, row.status if row else "")


def _older(run: Run, there: Iterable[str]) -> Iterator[gateway.Dispute]:
    """Our disputes that are open and not on the list: their end may have been told to nobody."""
    undecided = Dispute.objects.exclude(status__in=Dispute.DECIDED).exclude(dispute_id__in=there)
    for row in undecided.select_related("attempt__order"):
        try:
            yield gateway.retrieve_dispute(row.dispute_id)
        except gateway.NotFound as error:
            run.report.add(row.attempt.order, f"{row.dispute_id}: unknown at Stripe ({error.code})")


def _compare(
    run: Run,
    attempt: PaymentAttempt | None,
    row: Refund | Dispute | None,
    found: gateway.Refund | gateway.Dispute,
    record: Callable[[Any], Any],
    ours: str,
) -> None:
    """A refund or dispute at Stripe, and our row of it."""
    if attempt is None:
        _stray(run, found)
        return
    if row and not run.is_settled(row):
        return
    if not row:
        run.report.add(attempt.order, f"{found.id}: {_money(found.amount)} {found.status}, unknown here")
    elif ours != found.status:
        run.report.add(attempt.order, f"{found.id}: {found.status} at Stripe, {ours} here")
    elif row.amount_minor != found.amount:
        run.report.add(attempt.order, f"{found.id}: {_money(found.amount)}, {_money(row.amount_minor)} here")
    if not run.dry:
        record(found)


def _stray(run: Run, found: gateway.Refund | gateway.Dispute) -> None:
    if run.is_ours(found.intent_id):
        run.report.add(None, f"{found.id}: {_money(found.amount)} {found.status}, of no payment of ours")


def _balance(run: Run) -> None:
    """Fees and movements; a payment that Stripe has not booked after a day is a finding."""
    found = gateway.list_entries(since=run.since)
    run.report.compared["movements of the balance"] = len(found)
    if run.dry:
        return
    record_entries(found)
    before = timezone.now() - BOOKED_AFTER
    paid = PaymentAttempt.objects.filter(state=State.SUCCEEDED, created_at__range=(run.since, before))
    for attempt in paid.exclude(pk__in=BalanceEntry.objects.values("attempt")).select_related("order"):
        run.report.add(attempt.order, f"{attempt.intent_id}: not booked by Stripe after a day")


def _orders(run: Run) -> None:
    """What must be true of our own rows, whatever Stripe says."""
    orders = Order.objects.filter(date_placed__gte=run.since)
    run.report.compared["orders"] = orders.count()
    for order in orders.filter(status=statuses.CANCELLED):
        if left := balance_of(order).left:
            run.report.add(order, f"cancelled, and {_money(left)} of it is still ours")
    sold = orders.filter(status__in=statuses.SOLD)
    for order in sold.exclude(total_incl_tax=0):
        paid = order.payment_attempts.filter(state=State.SUCCEEDED)
        if order.payment_attempts.filter(settlements__kind=Settlement.Kind.LOSS).exists():
            continue  # staff know, and have said why
        if not paid.filter(received_minor__gte=to_pence(order.total_incl_tax)).exists():
            run.report.add(order, f"{order.status} without a payment of its total")


def _money(pence: int) -> str:
    return f"£{from_pence(pence)}"


STEPS: dict[str, Callable[[Run], None]] = {
    "Payments": _payments,
    "Refunds": _refunds,
    "Disputes": _disputes,
    "Balance": _balance,
    "Orders": _orders,
}
