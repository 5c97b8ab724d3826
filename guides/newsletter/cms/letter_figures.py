"""What became of one newsletter: numbers of emails, clicks of each link, and what it sold. Never a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from guides.newsletter.cms.letter_numbers import LetterNumbers, numbers_of, shows_examples
from guides.newsletter.models import LinkClicks, Newsletter
from guides.newsletter.models.sending import SUBJECT_A, SUBJECT_B
from guides.newsletter.sending.message import source_of
from guides.newsletter.sending.subjects import sent_by_subject


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

    numbers: LetterNumbers
    links: Sequence[tuple[str, int]]  # address and clicks, most clicks first
    subjects: Sequence["SubjectFigures"]  # empty without a second one
    are_examples: bool  # whether orders with simulated cards count


def figures_of(newsletter: Newsletter) -> LetterFigures:
    """Counted now."""
    return LetterFigures(
        numbers=numbers_of([newsletter])[newsletter.pk],
        links=_links(newsletter),
        subjects=_subjects(newsletter),
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


def _links(newsletter: Newsletter) -> list[tuple[str, int]]:
    """Without the mark that attributes orders: it is the same in all of them."""
    mark = f"from={source_of(newsletter)}"
    rows = LinkClicks.objects.filter(newsletter=newsletter).order_by("-clicks", "url")
    return [
        (url.replace(f"?{mark}&", "?").replace(f"?{mark}", ""), clicks)
        for url, clicks in rows.values_list("url", "clicks")
    ]
