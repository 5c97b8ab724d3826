"""What was taken for an order, what went back, and what is left of it: always added up from the rows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shop.money import from_pence, to_pence
from shop.payment.amounts import left, share
from shop.payment.models import BalanceEntry, Dispute, PaymentAttempt, Refund

RESERVED = [Refund.State.NEW, *Refund.ACCEPTED]


@dataclass(frozen=True)
class Books:
    """An order's money in pence."""

    received: int
    given_back: int
    left: int
    fees: int

    @property
    def fees_pounds(self) -> Decimal:
        """What Stripe kept, as far as it has booked."""
        return from_pence(self.fees)

    @property
    def received_pounds(self) -> Decimal:
        """For people to read, as the two below."""
        return from_pence(self.received)

    @property
    def given_back_pounds(self) -> Decimal:
        """Accepted by Stripe."""
        return from_pence(self.given_back)

    @property
    def left_pounds(self) -> Decimal:
        """What is still ours."""
        return from_pence(self.left)

    @property
    def state(self) -> str:
        """Beside the order's status: unpaid, paid, part-refunded or refunded."""
        if not self.received:
            return "unpaid"
        if not self.given_back:
            return "paid"
        return "refunded" if self.given_back >= self.received else "part-refunded"


def left_of(attempt: PaymentAttempt) -> int:
    """What can still be given back of one payment; a refund without an answer counts as given."""
    reserved = attempt.refunds.filter(state__in=RESERVED)
    disputed = attempt.disputes.exclude(status__in=Dispute.HARMLESS)
    pence = [rows.values_list("amount_minor", flat=True) for rows in (reserved, disputed)]
    return left(attempt.received_minor, *pence)


def books_of(order: Any) -> Books:
    """All payments of an order together."""
    attempts = list(order.payment_attempts.filter(state=PaymentAttempt.State.SUCCEEDED))
    accepted = Refund.objects.filter(attempt__in=attempts, state__in=Refund.ACCEPTED)
    return Books(
        received=sum(attempt.received_minor for attempt in attempts),
        given_back=sum(accepted.values_list("amount_minor", flat=True)),
        left=sum(left_of(attempt) for attempt in attempts),
        fees=sum(BalanceEntry.objects.filter(attempt__in=attempts).values_list("fee_minor", flat=True)),
    )


def refunded_pieces(line: Any) -> int:
    """How many of an order line were given back, or are about to be."""
    rows = line.refund_lines.filter(refund__state__in=RESERVED)
    return sum(rows.values_list("quantity", flat=True))


def price_of(line: Any, pieces: int) -> int:
    """What so many more of an order line cost its buyer, discounts taken off."""
    total = to_pence(line.line_price_incl_tax)
    return share(total, line.quantity, after=refunded_pieces(line), pieces=pieces)


def refunds_told(order: Any) -> Any:
    """What the buyer may see of refunds: those that Stripe has accepted, the oldest first."""
    return Refund.objects.filter(attempt__order=order, state__in=Refund.ACCEPTED)
