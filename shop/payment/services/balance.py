"""The balance of an order: received, refunded and left, always added up from the rows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from shop.money import from_pence, to_pence
from shop.order.models import Line, Order
from shop.payment.amounts import left, share
from shop.payment.models import BalanceEntry, Dispute, PaymentAttempt, Refund, RefundLine, Settlement

RESERVED = [Refund.State.NEW, *Refund.ACCEPTED]


@dataclass(frozen=True)
class PaymentBalance:
    """An order's money in pence."""

    received: int
    given_back: int
    left: int
    fees: int
    disputed: int = 0
    lost: int = 0
    settled: int = 0
    is_free: bool = False

    @property
    def fees_pounds(self) -> Decimal:
        """Stripe's fees, as far as it has booked them."""
        return from_pence(self.fees)

    @property
    def received_pounds(self) -> Decimal:
        """`received` in pounds."""
        return from_pence(self.received)

    @property
    def given_back_pounds(self) -> Decimal:
        """`given_back` in pounds: refunds that Stripe has accepted."""
        return from_pence(self.given_back)

    @property
    def left_pounds(self) -> Decimal:
        """`left` in pounds."""
        return from_pence(self.left)

    @property
    def state(self) -> str:
        """Beside the order's status: unpaid, paid, disputed, part-refunded and so on."""
        if not self.received:
            return "nothing to pay" if self.is_free else "unpaid"
        if self.disputed:
            return "disputed"
        if self.lost:
            return "dispute lost" if self.lost >= self.received else "dispute partly lost"
        if self.settled and not self.left:
            return "settled otherwise"
        if not self.given_back:
            return "paid"
        return "refunded" if self.given_back >= self.received else "part-refunded"


def refundable_amount(attempt: PaymentAttempt) -> int:
    """Pence of one payment that can still be refunded; a refund without an answer counts as made."""
    reserved = attempt.refunds.filter(state__in=RESERVED)
    disputed = attempt.disputes.exclude(status__in=Dispute.HARMLESS)
    settled = attempt.settlements.filter(kind=Settlement.Kind.PAID_BACK)
    given, taken, otherwise = (_sum(rows) for rows in (reserved, disputed, settled))
    return left(attempt.received_minor, [given, otherwise], [taken])


def _sum(rows: QuerySet[Any]) -> int:
    return sum(rows.values_list("amount_minor", flat=True))


def balance_of(order: Order) -> PaymentBalance:
    """All payments of an order together."""
    attempts = list(order.payment_attempts.filter(state=PaymentAttempt.State.SUCCEEDED))
    accepted = Refund.objects.filter(attempt__in=attempts, state__in=Refund.ACCEPTED)
    disputes = Dispute.objects.filter(attempt__in=attempts)
    settled = Settlement.objects.filter(attempt__order=order, kind=Settlement.Kind.PAID_BACK)
    return PaymentBalance(
        received=sum(attempt.received_minor for attempt in attempts),
        given_back=_sum(accepted),
        left=sum(refundable_amount(attempt) for attempt in attempts),
        fees=sum(BalanceEntry.objects.filter(attempt__in=attempts).values_list("fee_minor", flat=True)),
        disputed=_sum(disputes.exclude(status__in=Dispute.DECIDED)),
        lost=_sum(disputes.filter(status__in=Dispute.GONE)),
        settled=_sum(settled),
        is_free=not order.total_incl_tax,
    )


def refunded_pieces(line: Line) -> int:
    """The quantity of an order line that was refunded, or is about to be."""
    rows = line.refund_lines.filter(refund__state__in=RESERVED)
    return sum(rows.values_list("quantity", flat=True))


def pieces_refunded_of(order_id: int) -> dict[int, int]:
    """The same for every line of an order, by id; lines with none are left out."""
    rows = RefundLine.objects.filter(line__order=order_id, refund__state__in=RESERVED).order_by()
    return dict(rows.values("line").annotate(pieces=Sum("quantity")).values_list("line", "pieces"))


def price_of(line: Line, pieces: int) -> int:
    """Pence that the buyer paid for so many more pieces of an order line, net of discounts."""
    total = to_pence(line.line_price_incl_tax)
    return share(total, line.quantity, after=refunded_pieces(line), pieces=pieces)


def refunds_to_look_at() -> QuerySet[Refund]:
    """Refunds that haven't succeeded and weren't repeated or settled since, the newest first."""
    again = Refund.objects.filter(
        attempt=OuterRef("attempt"),
        pk__gt=OuterRef("pk"),
        amount_minor__gte=OuterRef("amount_minor"),
        state__in=Refund.ACCEPTED,
    )
    unfinished = Refund.objects.exclude(state=Refund.State.SUCCEEDED).filter(settlements=None)
    done = Q(state__in=Refund.FELL_THROUGH) & Exists(again)
    return unfinished.exclude(done).select_related("attempt__order").order_by("-created_at")


def refunds_told(order: Order) -> QuerySet[Refund]:
    """The refunds that the buyer sees: those that Stripe has accepted, the oldest first."""
    return Refund.objects.filter(attempt__order=order, state__in=Refund.ACCEPTED)
