"""What became of several newsletters, in a fixed number of queries: emails and sales, never a person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import timedelta
from functools import reduce

from django.db.models import Count, Q
from django.utils import timezone

from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending.message import source_of
from shop.reports.attributed_sales import AttributedSales, shows_examples, sold_by_source

__all__ = ["LetterNumbers", "numbers_of", "shows_examples", "together"]

REMEMBERED = timedelta(days=730)
SOURCE = "letter"
COMPLAINTS_ALLOWED = 0.3  # per cent; Google and Yahoo refuse senders above it
NOTHING_SOLD = AttributedSales()


@dataclass(frozen=True)
class LetterNumbers:
    """Of one newsletter, or of several together."""

    sent: int = 0
    refused: int = 0
    bounces: int = 0
    complaints: int = 0
    leaves: int = 0
    clicks: int = 0
    sold: AttributedSales = NOTHING_SOLD

    @property
    def complaint_rate(self) -> float:
        """Per cent of the emails sent."""
        return round(100 * self.complaints / self.sent, 2) if self.sent else 0.0

    @property
    def has_too_many_complaints(self) -> bool:
        return self.complaint_rate >= COMPLAINTS_ALLOWED

    @property
    def click_rate(self) -> float:
        """Clicks for 100 emails."""
        return round(100 * self.clicks / self.sent, 1) if self.sent else 0.0


def numbers_of(letters: Collection[Newsletter]) -> dict[int, LetterNumbers]:
    """By newsletter id; single emails are remembered for 24 months."""
    rows = Delivery.objects.filter(newsletter__in=[letter.pk for letter in letters]).order_by()
    counted = rows.values_list("newsletter_id").annotate(
        sent=Count("pk", filter=Q(state=Delivery.SENT)), refused=Count("pk", filter=Q(state=Delivery.FAILED))
    )
    emails = {pk: (sent, refused) for pk, sent, refused in counted}
    sold = sold_by_letter() if letters else {}
    return {
        letter.pk: LetterNumbers(
            *emails.get(letter.pk, (0, 0)),
            bounces=letter.bounces,
            complaints=letter.complaints,
            leaves=letter.leaves,
            clicks=letter.clicks,
            sold=sold.get(source_of(letter), NOTHING_SOLD),
        )
        for letter in letters
    }


def together(numbers: Iterable[LetterNumbers]) -> LetterNumbers:
    """The sum; a basket with products of two newsletters counts for each."""
    return reduce(_add, numbers, LetterNumbers())


def _add(one: LetterNumbers, other: LetterNumbers) -> LetterNumbers:
    counts = {
        field.name: getattr(one, field.name) + getattr(other, field.name)
        for field in fields(LetterNumbers)
        if field.name != "sold"
    }
    sold = AttributedSales(
        one.sold.baskets + other.sold.baskets,
        one.sold.orders + other.sold.orders,
        one.sold.revenue + other.sold.revenue,
    )
    return LetterNumbers(**counts, sold=sold)


def sold_by_letter() -> dict[str, AttributedSales]:
    """Baskets, paid orders and revenue of every newsletter, by “letter-12”."""
    return sold_by_source(kind=SOURCE, since=timezone.now() - REMEMBERED)
