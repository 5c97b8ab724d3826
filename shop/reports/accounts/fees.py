"""What Stripe kept on each day, from the entries of its payouts."""

from datetime import date

from django.db.models import F, Q, Sum
from django.db.models.functions import TruncDate

from shop.london import LONDON
from shop.payment.payout_rows import FEES, PayoutEntry
from shop.reports.accounts.free_agent import Fees

OWN = Q(kind__in=FEES)  # charges that belong to no payment: what they take is their amount


def fees_of(first: date, last: date, *, simulated: bool = False) -> list[Fees]:
    """By the London day on which Stripe booked them; of simulated payments or of real ones."""
    rows = PayoutEntry.objects.annotate(day=TruncDate("created_at", tzinfo=LONDON))
    rows = rows.filter(day__gte=first, day__lte=last)
    real = Q(attempt__order__simulated=simulated)
    rows = rows.filter(real if simulated else real | Q(attempt=None))
    sums = (
        rows.order_by()
        .values("day")
        .annotate(kept=Sum("fee_minor"), charged=Sum(-F("amount_minor"), filter=OWN, default=0))
    )
    return [Fees(row["day"], row["kept"] + row["charged"]) for row in sums.order_by("day")]
