"""What readers gave for the guides in a period: no sale, so it is in no figure of sales."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from shop.london import end_of, start_of
from shop.money import to_pence
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.services.takings import given_back


@dataclass(frozen=True)
class Given:
    """How many contributions came, and pence: what came and what of it went back until now."""

    number: int
    pence: int
    back: int

    @property
    def left(self) -> int:
        """Pence that the shop keeps."""
        return self.pence - self.back


def given_in(first: date, last: date, *, simulated: bool = False) -> Given:
    """Those begun on these London days, both included, and paid; those given back are counted, too."""
    rows = _paid(simulated).filter(date_placed__range=(start_of(first), end_of(last)))
    total = rows.aggregate(sum=Sum("total_incl_tax"))["sum"] or Decimal(0)
    return Given(rows.count(), to_pence(total), sum(given_back(rows).values()))


def _paid(simulated: bool) -> QuerySet[Order]:
    paid = PaymentAttempt.objects.filter(state=PaymentAttempt.State.SUCCEEDED)
    return Order.objects.filter(
        kind=OrderKind.CONTRIBUTION, simulated=simulated, pk__in=paid.values("order")
    ).order_by()
