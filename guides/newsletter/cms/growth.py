"""How the number of people who agreed to marketing grew, month by month, by the consent record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, Window
from django.db.models.functions import Lead
from django.utils import timezone

from guides.newsletter.models import Consent
from guides.newsletter.sending.audience import MARKETING
from shop.london import london, start_of

MONTHS = 12
HEIGHT, WIDTH, STEP = 140, 40, 50  # of the drawing and its bars


@dataclass(frozen=True)
class Month:
    """The people at the end of a month, or now, and how many more than a month before."""

    on: date  # its first day
    people: int
    more: int

    @property
    def name(self) -> str:
        return london(self.on, "%B %Y")


def by_month() -> list[Month]:
    """The last twelve months, the oldest first; each person counts once, whatever they agreed to."""
    first = timezone.localdate().replace(day=1)
    begins = [_months_before(first, number) for number in range(MONTHS - 1, -1, -1)]
    people = _people_at([*(start_of(day) for day in begins), timezone.now()])
    befores, ends = people[:-1], people[1:]
    return [Month(day, end, end - before) for day, before, end in zip(begins, befores, ends, strict=True)]


@dataclass(frozen=True)
class Bar:
    """One month in the units of the drawing."""

    x: int
    y: int
    height: int
    says: str


def bars(months: Sequence[Month]) -> list[Bar]:
    """The highest reaches the top."""
    most = max([month.people for month in months] + [1])
    return [_bar(place, month, most) for place, month in enumerate(months)]


def _bar(place: int, month: Month, most: int) -> Bar:
    height = round(HEIGHT * month.people / most)
    says = f"{month.name}: {month.people:,}"
    return Bar(x=STEP * place + (STEP - WIDTH) // 2, y=HEIGHT - height, height=height, says=says)


def _months_before(first: date, number: int) -> date:
    months = first.year * 12 + first.month - 1 - number
    return date(months // 12, months % 12 + 1, 1)


def _people_at(moments: list[datetime]) -> list[int]:
    """A confirmation holds until the next row about the same thing; one query for all moments."""
    rows = Consent.objects.filter(purpose__in=MARKETING, action__in=(Consent.CONFIRMED, Consent.WITHDRAWN))
    until = Window(Lead("at"), partition_by=[F("email_hash"), F("purpose")], order_by=[F("at"), F("pk")])
    held = rows.annotate(until=until)
    counts = {
        f"people_{place}": Count("email_hash", distinct=True, filter=_in_force(moment))
        for place, moment in enumerate(moments)
    }
    found = held.aggregate(**counts)
    return [found[name] for name in counts]


def _in_force(moment: datetime) -> Q:
    ends_later = Q(until=None) | Q(until__gt=moment)
    return Q(action=Consent.CONFIRMED, at__lte=moment) & ends_later
