"""Statistics of the newsletter: numbers of people, never their identity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from guides.newsletter import statements
from guides.newsletter.cms.letter_numbers import LetterNumbers, numbers_of
from guides.newsletter.models import Consent, Newsletter, Subscriber, Suppression
from guides.newsletter.sending.audience import in_force
from shop.london import start_of

DAYS = 30
LETTERS = 10
ON_ITS_WAY_OR_GONE = (Newsletter.SENDING, Newsletter.SENT, Newsletter.STOPPED)
SOURCES = {
    "footer": "Foot of a page",
    "page": "The newsletter’s own page",
    "guide": "End of a guide",
    "series": "“Tell me when the next part is out”",
    "product": "A product’s page",
    "block": "A form inside a page",
    "checkout": "Checkout (customers who didn’t refuse)",
    "import": "Import",
    "office": "Added by hand",
}
PURPOSES = {
    statements.NEWS: "News",
    statements.OFFERS: "Offers",
    statements.SOFT: "Products like those they bought",
    statements.SERIES: "New parts of a series",
}
REASONS = {
    Suppression.LEFT: "Left",
    Suppression.ERASED: "Had their data erased",
    Suppression.FULL: "The mailbox was full for days",
    Suppression.BOUNCED: "The mailbox no longer exists",
    Suppression.COMPLAINED: "Complained to their email provider",
}


@dataclass(frozen=True)
class Source:
    """Sign-ups and confirmations by form."""

    name: str
    asked: int
    confirmed: int

    @property
    def rate(self) -> int:
        """Confirmed sign-ups in per cent."""
        return round(100 * self.confirmed / self.asked) if self.asked else 0


@dataclass(frozen=True)
class Day:
    """Subscriptions begun and ended on a day."""

    on: date
    joined: int
    left: int


def by_source() -> list[Source]:
    """Sign-ups and confirmations of each form, most sign-ups first."""
    confirmed = Count("pk", filter=Q(confirmed_at__isnull=False))
    rows = Subscriber.objects.values_list("source").annotate(asked=Count("pk"), confirmed=confirmed)
    return [Source(SOURCES.get(name, name), *numbers) for name, *numbers in rows.order_by("-asked")]


def by_purpose() -> list[tuple[str, int]]:
    """The number of people who may be emailed, by purpose."""
    rows = in_force().values_list("purpose").annotate(n=Count("pk")).order_by("purpose")
    return [(PURPOSES.get(name, name), number) for name, number in rows]


def by_day() -> list[Day]:
    """Consents confirmed and withdrawn on each of the last thirty days."""
    today = timezone.localdate()
    since = today - timedelta(days=DAYS - 1)
    recent = Consent.objects.filter(purpose="news", at__gte=start_of(since)).annotate(on=TruncDate("at"))
    counted = recent.values_list("on", "action").annotate(n=Count("pk"))
    found = {(on, action): number for on, action, number in counted}
    days = (since + timedelta(days=n) for n in range(DAYS))
    return [
        Day(on, found.get((on, Consent.CONFIRMED), 0), found.get((on, Consent.WITHDRAWN), 0)) for on in days
    ]


def suppressed() -> list[tuple[str, int]]:
    """The number of suppressed addresses, by reason."""
    rows = Suppression.objects.values_list("reason").annotate(n=Count("pk")).order_by("reason")
    return [(REASONS.get(name, name), number) for name, number in rows]


def latest_letters() -> list[tuple[Newsletter, LetterNumbers]]:
    """The last newsletters to a group of people, each with what became of it; the newest first."""
    letters = Newsletter.objects.filter(state__in=ON_ITS_WAY_OR_GONE, step=None).order_by("-queued_at", "-pk")
    shown = list(letters[:LETTERS])
    numbers = numbers_of(shown)
    return [(letter, numbers[letter.pk]) for letter in shown]


def most_on_a_day(days: Sequence[Day]) -> int:
    """The number that corresponds to the chart's full height."""
    return max([day.joined for day in days] + [day.left for day in days] + [1])


def bars(days: Sequence[Day], *, height: int = 80) -> list[dict[str, int]]:
    """The bars of the SVG chart: joined upwards from the middle, left downwards."""
    most = most_on_a_day(days)
    return [
        {
            "x": 40 + 20 * at,
            "up": round(height * day.joined / most),
            "y": height - round(height * day.joined / most),
            "down": round(height * day.left / most),
        }
        for at, day in enumerate(days)
    ]
