"""Random months of orders, and what a slow sum over each order says of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from django.db import transaction
from hypothesis import strategies as st
from oscar.core.loading import get_model

from shop.documents.issue import issue_documents
from shop.money import from_pence, to_pence
from shop.order.models import Line, Order
from shop.order.vat_summary import vat_by_rate
from shop.partner.vat import split_gross
from shop.payment.models import Dispute, PaymentAttempt, Refund, RefundLine
from shop.payment.services import vat_after_refunds
from shop.reports.sales.sums import Sums

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
RATES = (Decimal("0.20"), Decimal("0.05"), Decimal("0"))
_numbers = count(1)


@dataclass(frozen=True)
class Sold:
    """A line: what one piece costs, how much a code or offer took off, and its size."""

    size: int
    quantity: int
    unit: int
    percent_off: int
    source: str


@dataclass(frozen=True)
class Bought:
    """An order; `backs` are refunds: per cent of what is left, pieces of the first line, and the state."""

    minute: int
    lines: list[Sold]
    delivery: int
    code: str
    backs: list[tuple[int, int, str]]
    disputed: bool
    paid_twice: bool
    status: str = "Paid"
    kind: str = "sale"
    simulated: bool = False


_line = st.builds(
    Sold,
    size=st.integers(0, 3),
    quantity=st.integers(1, 5),
    unit=st.integers(1, 4999),
    percent_off=st.sampled_from([0, 0, 7, 10, 33, 100]),
    source=st.sampled_from(["", "guide-3", "letter-8"]),
)
_back = st.tuples(st.integers(1, 100), st.integers(0, 5), st.sampled_from(["succeeded", "pending", "failed"]))
orders = st.builds(
    Bought,
    minute=st.integers(-120, 31 * 24 * 60 + 120),  # some are just outside of the month
    lines=st.lists(_line, min_size=1, max_size=3),
    delivery=st.sampled_from([0, 395, 595]),
    code=st.sampled_from(["", "", "TENOFF", "SPRING"]),
    backs=st.lists(_back, max_size=2),
    disputed=st.booleans(),
    paid_twice=st.booleans(),
    status=st.sampled_from(["Paid", "Dispatched", "Delivered", "Cancelled", "Pending payment", "Review"]),
    kind=st.sampled_from(["sale", "sale", "phone", "replacement"]),
    simulated=st.sampled_from([False, False, False, True]),
)
months = st.lists(orders, max_size=7)


@contextmanager
def undone() -> Iterator[None]:
    """What an example writes is gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def stored(bought: Bought) -> Order:
    """The order with its lines, payment, refunds, dispute and documents."""
    order = _order(bought)
    for sold in bought.lines:
        _line_of(order, sold)
    _add_up(order)
    attempt = _attempt(order, twice=bought.paid_twice)
    for back in bought.backs:
        _refund(attempt, order, *back)
    if bought.disputed and not bought.backs:
        Dispute.objects.create(
            attempt=attempt,
            dispute_id=f"du_{order.pk}",
            amount_minor=to_pence(order.total_incl_tax),
            status="lost",
        )
    issue_documents(order=order)
    return order


def _order(bought: Bought) -> Order:
    rate = RATES[bought.lines[0].size % 3]
    delivery = split_gross(from_pence(bought.delivery), rate)
    order = Order.objects.create(
        number=f"RANDOM-{next(_numbers)}",
        currency="GBP",
        date_placed=datetime(2026, 9, 30, 23, tzinfo=UTC) + timedelta(minutes=bought.minute),
        status=bought.status,
        kind=bought.kind,
        simulated=bought.simulated,
        guest_email="ada@example.com",
        total_incl_tax=0,
        total_excl_tax=0,
        shipping_incl_tax=delivery.gross,
        shipping_excl_tax=delivery.net,
        delivery_vat_rate=rate,
    )
    if bought.code:
        get_model("order", "OrderDiscount").objects.create(order=order, voucher_code=bought.code, amount=1)
    return order


def _line_of(order: Order, sold: Sold) -> Line:
    before = sold.unit * sold.quantity
    paid = split_gross(from_pence(before - before * sold.percent_off // 100), RATES[sold.size % 3])
    return Line.objects.create(
        order=order,
        title=f"Oil {sold.size}",
        partner_sku=f"PS-{sold.size}",
        quantity=sold.quantity,
        source=sold.source,
        vat_rate=paid.rate,
        tax_code="standard",
        num_allocated=0,
        line_price_incl_tax=paid.gross,
        line_price_excl_tax=paid.net,
        line_price_before_discounts_incl_tax=from_pence(before),
        line_price_before_discounts_excl_tax=from_pence(before),
    )


def _add_up(order: Order) -> None:
    lines = list(order.lines.all())
    order.total_incl_tax = order.shipping_incl_tax + sum(line.line_price_incl_tax for line in lines)
    order.total_excl_tax = order.shipping_excl_tax + sum(line.line_price_excl_tax for line in lines)
    order.save()


def _attempt(order: Order, *, twice: bool) -> PaymentAttempt:
    total = to_pence(order.total_incl_tax)
    return PaymentAttempt.objects.create(
        order=order,
        amount_minor=total,
        received_minor=total * (2 if twice else 1),
        state="succeeded",
        expires_at=order.date_placed,
    )


def _refund(attempt: PaymentAttempt, order: Order, percent: int, pieces: int, state: str) -> None:
    kept = Refund.objects.filter(attempt=attempt, state__in=Refund.ACCEPTED)
    left = to_pence(order.total_incl_tax) - sum(kept.values_list("amount_minor", flat=True))
    amount = left * percent // 100
    if not amount:
        return
    refund = Refund.objects.create(
        attempt=attempt, amount_minor=amount, state=state, accepted_at=datetime(2026, 11, 2, 12, tzinfo=UTC)
    )
    line = order.lines.order_by("pk")[0]
    if pieces:
        RefundLine.objects.create(refund=refund, line=line, quantity=min(pieces, line.quantity))


def counts(bought: Bought) -> bool:
    """Whether it is a sale of the month in real money, by London's clock."""
    end = 31 * 24 * 60 + 60  # the clocks went back
    is_sale = bought.status in ("Paid", "Dispatched", "Delivered") and bought.kind in ("sale", "phone")
    return is_sale and not bought.simulated and 0 <= bought.minute < end


def slow_sums(order: Order) -> Sums:
    """One order, added up by itself; what went back is capped at nothing for what was paid twice."""
    lines = list(order.lines.all())
    before = sum(to_pence(line.line_price_before_discounts_incl_tax) for line in lines)
    paid = sum(to_pence(line.line_price_incl_tax) for line in lines)
    left = vat_after_refunds(order) or vat_by_rate(order)
    return Sums(
        orders=1,
        pieces=sum(line.quantity for line in lines),
        items=before,
        discounts=before - paid,
        delivery=to_pence(order.shipping_incl_tax),
        given_back=slow_back(order),
        vat=sum(to_pence(row["vat"]) for row in left),
    )


def slow_back(order: Order) -> int:
    """Pence of the price that went back."""
    attempt = order.payment_attempts.get()
    gone = sum(row.amount_minor for row in attempt.refunds.all() if row.state in Refund.ACCEPTED)
    gone += sum(row.amount_minor for row in attempt.disputes.all())
    return max(gone - (attempt.received_minor - to_pence(order.total_incl_tax)), 0)
