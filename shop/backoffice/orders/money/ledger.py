"""The transactions of an order as table rows: payments, refunds, disputes, fees, settlements."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from shop.london import london
from shop.money import from_pence
from shop.order.models import Order
from shop.payment.models import BalanceEntry, Dispute, FraudWarning, PaymentAttempt, Refund, Settlement


@dataclass(frozen=True)
class Row:
    """One row; `amount` in pounds, negative for money paid out."""

    when: datetime
    what: str
    stripe_id: str
    amount: Decimal | None
    state: str
    remark: str = ""

    @property
    def signed(self) -> str:
        """+£18.45 or −£4.00."""
        amount = self.amount or Decimal(0)
        return f"{'−' if amount < 0 else '+'}£{abs(amount):.2f}"


def ledger_of(order: Order) -> list[Row]:
    """Every transaction of an order, oldest first."""
    rows = [row for attempt in order.payment_attempts.all() for row in _attempt(attempt)]
    return sorted(
        rows, key=lambda entry: entry.when.replace(microsecond=0)
    )  # Stripe's times are whole seconds


def _attempt(attempt: PaymentAttempt) -> list[Row]:
    taken = from_pence(attempt.received_minor) if attempt.received_minor else None
    ids = " ".join(part for part in (attempt.intent_id, attempt.charge_id) if part)
    first = Row(
        attempt.created_at, "Card payment", ids, taken, attempt.get_state_display(), attempt.last_error
    )
    declines = [
        Row(row.created_at, "Refused card", row.reference, None, "refused", row.code)
        for row in attempt.declines.all()
    ]
    refunds = [_refund(refund) for refund in attempt.refunds.select_related("requested_by")]
    disputes = [_dispute(dispute) for dispute in attempt.disputes.all()]
    warnings = [_warning(row) for row in attempt.warnings.all()]
    fees = [_fee(entry) for entry in attempt.entries.exclude(fee_minor=0)]
    settled = [_settlement(row) for row in attempt.settlements.select_related("settled_by")]
    return [first, *declines, *refunds, *disputes, *warnings, *fees, *settled]


def _settlement(row: Settlement) -> Row:
    what = f"Settled by {row.settled_by.called}" if row.settled_by else "Settled"
    return Row(row.created_at, what, "", -row.pounds, row.get_kind_display(), row.reason)


def _fee(entry: BalanceEntry) -> Row:
    what = f"Stripe’s fee for the {'dispute' if entry.kind == 'adjustment' else entry.kind.replace('_', ' ')}"
    return Row(entry.created_at, what, entry.entry_id, -from_pence(entry.fee_minor), "booked")


def _dispute(dispute: Dispute) -> Row:
    due = (
        f", answer by {london(dispute.due_by, '%-d %b, %H:%M')}" if dispute.due_by and dispute.is_open else ""
    )
    amount = -dispute.pounds if dispute.is_taken else None
    what, ids = "Dispute", dispute.dispute_id
    return Row(dispute.created_at, what, ids, amount, dispute.status_words, dispute.reason + due)


def _warning(row: FraudWarning) -> Row:
    state = "cleared" if row.cleared_at else "open"
    return Row(row.created_at, "Fraud warning", row.warning_id, None, state, row.kind)


def _refund(refund: Refund) -> Row:
    what = f"Refund by {refund.requested_by.called}" if refund.requested_by else "Refund"
    remark = ". ".join(part for part in (refund.get_cause_display(), refund.note, refund.failure) if part)
    state = refund.get_state_display()
    amount = None if refund.state in Refund.FELL_THROUGH else -refund.pounds
    return Row(refund.created_at, what, refund.refund_id or "", amount, state, remark)
