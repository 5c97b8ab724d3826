"""What became of one newsletter: numbers of emails, clicks of each link, and what it sold. Never a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from guides.newsletter.models import Delivery, LinkClicks, Newsletter
from guides.newsletter.models.sending import SUBJECT_A, SUBJECT_B
from guides.newsletter.sending.message import source_of
from guides.newsletter.sending.subjects import sent_by_subject
from shop.reports.attributed_sales import AttributedSales, shows_examples, sold_by_source

REMEMBERED = timedelta(days=730)
SOURCE = "letter"
COMPLAINTS_ALLOWED = 0.3  # per cent; Google and Yahoo refuse senders above it


@dataclass(frozen=True)
class SubjectFigures:
    """One of two subjects."""

    subject: str
    sent: int
    clicks: int
    has_won: bool

    @property
    def rate(self) -> float:
        """Clicks for 100 emails."""
        return round(100 * self.clicks / self.sent, 1) if self.sent else 0.0


@dataclass(frozen=True)
class LetterFigures:
    """The figures of one newsletter."""

    sent: int
    refused: int
    links: Sequence[tuple[str, int]]  # address and clicks, most clicks first
    subjects: Sequence["SubjectFigures"]  # empty without a second one
    sold: AttributedSales
    complaint_rate: float  # per cent of the emails sent
    are_examples: bool  # whether orders with simulated cards count

    @property
    def has_too_many_complaints(self) -> bool:
        return self.complaint_rate >= COMPLAINTS_ALLOWED


def figures_of(newsletter: Newsletter) -> LetterFigures:
    """Counted now; single emails are remembered for 24 months."""
    states = newsletter.deliveries.order_by()
    sent = states.filter(state=Delivery.SENT).count()
    return LetterFigures(
        sent=sent,
        refused=states.filter(state=Delivery.FAILED).count(),
        links=_links(newsletter),
        subjects=_subjects(newsletter),
        sold=sold_by_letter().get(source_of(newsletter), AttributedSales()),
        complaint_rate=round(100 * newsletter.complaints / sent, 2) if sent else 0.0,
        are_examples=shows_examples(),
    )


def _subjects(newsletter: Newsletter) -> list[SubjectFigures]:
    if not newsletter.subject_b:
        return []
    sent = sent_by_subject(newsletter)
    both = (
        (SUBJECT_A, newsletter.subject, newsletter.clicks_a),
        (SUBJECT_B, newsletter.subject_b, newsletter.clicks_b),
    )
    return [
        SubjectFigures(words, sent.get(key, 0), clicks, newsletter.winner == key)
        for key, words, clicks in both
    ]


def sold_by_letter() -> dict[str, AttributedSales]:
    """Baskets, paid orders and revenue of every newsletter, by “letter-12”."""
    return sold_by_source(kind=SOURCE, since=timezone.now() - REMEMBERED)


def _links(newsletter: Newsletter) -> list[tuple[str, int]]:
    """Without the mark that attributes orders: it is the same in all of them."""
    mark = f"from={source_of(newsletter)}"
    rows = LinkClicks.objects.filter(newsletter=newsletter).order_by("-clicks", "url")
    return [
        (url.replace(f"?{mark}&", "?").replace(f"?{mark}", ""), clicks)
        for url, clicks in rows.values_list("url", "clicks")
    ]
