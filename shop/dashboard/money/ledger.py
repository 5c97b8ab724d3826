"""An order's money as rows for people: what moved, when, by which of Stripe's ids."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from shop.payment.models import PaymentAttempt, Refund


@dataclass(frozen=True)
class Row:
    """One line of the ledger; pounds, minus for what leaves us."""

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


def ledger_of(order: Any) -> list[Row]:
    """Every movement of an order's money, the oldest first."""
    rows = [row for attempt in order.payment_attempts.all() for row in _attempt(attempt)]
    return sorted(rows, key=lambda row: row.when)


def _attempt(attempt: PaymentAttempt) -> list[Row]:
    taken = Decimal(attempt.received_minor).scaleb(-2) if attempt.received_minor else None
    ids = " ".join(part for part in (attempt.intent_id, attempt.charge_id) if part)
    first = Row(
        attempt.created_at, "Card payment", ids, taken, attempt.get_state_display(), attempt.last_error
    )
    declines = [
        Row(found.created_at, "Refused card", found.reference, None, "refused", found.code)
        for found in attempt.declines.all()
    ]
    return [first, *declines, *[_refund(refund) for refund in attempt.refunds.select_related("requested_by")]]


def _refund(refund: Refund) -> Row:
    what = f"Refund by {refund.requested_by}" if refund.requested_by else "Refund"
    remark = ". ".join(part for part in (refund.note, refund.failure) if part)
    state = refund.get_state_display()
    gone = None if refund.state in Refund.FELL_THROUGH else -refund.pounds
    return Row(refund.created_at, what, refund.refund_id or "", gone, state, remark)
