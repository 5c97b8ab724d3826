"""Refunds of a period, by reason and one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from shop.london import end_of, start_of
from shop.money import from_pence
from shop.order.kinds import SALES
from shop.payment.models import Refund

HEAD: Final = (
    *("Order", "Asked on", "Accepted on", "Reason", "Amount", "Of it delivery", "State", "By", "Note"),
    "Stripe’s number",
)
NOT_SAID: Final = "Not said"  # made at Stripe, or before there were reasons


@dataclass(frozen=True)
class RefundsOfReason:
    """One reason: how many refunds, how many pounds."""

    reason: str
    number: int
    pounds: Decimal


def refunds_of(first: date, last: date, *, simulated: bool = False) -> QuerySet[Refund]:
    """The refunds of sales that were asked for in these London days, both included; real or simulated."""
    made = Refund.objects.filter(created_at__range=(start_of(first), end_of(last)))
    return made.filter(attempt__order__simulated=simulated, attempt__order__kind__in=SALES)


def by_reason(first: date, last: date, *, simulated: bool = False) -> list[RefundsOfReason]:
    """Those that Stripe has accepted, the largest sum first."""
    accepted = refunds_of(first, last, simulated=simulated).filter(state__in=Refund.ACCEPTED).order_by()
    rows = accepted.values("cause").annotate(number=Count("pk"), pence=Sum("amount_minor"))
    found = [RefundsOfReason(_label(row["cause"]), row["number"], from_pence(row["pence"])) for row in rows]
    return sorted(found, key=lambda row: (-row.pounds, row.reason))


def _label(cause: str) -> str:
    return str(Refund.Cause(cause).label).partition(":")[0] if cause else NOT_SAID


def file_rows(first: date, last: date, *, simulated: bool = False) -> Iterator[tuple[object, ...]]:
    """The heading, then every refund that was asked for, those that fell through with their state."""
    yield HEAD
    for refund in refunds_of(first, last, simulated=simulated).select_related(
        "attempt__order", "requested_by"
    ):
        yield (
            *(refund.attempt.order.number, timezone.localdate(refund.created_at)),
            timezone.localdate(refund.accepted_at) if refund.accepted_at else None,
            *(_label(refund.cause), refund.pounds, from_pence(refund.delivery_minor)),
            *(refund.get_state_display(), refund.requested_by.email if refund.requested_by else ""),
            *(refund.note, refund.refund_id or ""),
        )
