"""What a marketer should see of a newsletter before it goes: its size, its links and its plain text."""

from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from guides.newsletter.automations.facts import COUNTED, WEEK
from guides.newsletter.cms.spam_hints import SpamHint, hints
from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending import message
from guides.newsletter.sending.audience import recipients

CLIPPED_AFTER = 102  # kilobytes of HTML that Gmail shows
BYTES = 1024


@dataclass(frozen=True)
class LetterLook:
    """The figures of the page before sending."""

    kilobytes: int
    links: Sequence[str]
    text: str
    had_enough: int  # recipients with the most a week already
    hints: Sequence[SpamHint] = ()
    clipped_after: int = CLIPPED_AFTER

    @property
    def is_clipped(self) -> bool:
        """Whether Gmail cuts off the end, where the link to unsubscribe is."""
        return self.kilobytes > CLIPPED_AFTER

    @property
    def weekly_most(self) -> int:
        return int(settings.NEWSLETTER_WEEKLY_MOST)


def look_over(newsletter: Newsletter) -> LetterLook:
    """Measured as one recipient gets it, with the counted links. Raises BrokenLinks."""
    whole = message.example_of(message.compose(newsletter))
    plain = message.compose(newsletter, counted=False)
    links = (str(link.get("href")) for link in BeautifulSoup(plain.html, "html.parser").find_all("a"))
    return LetterLook(
        kilobytes=-(-len(whole.html.encode()) // BYTES),
        links=[url for url in dict.fromkeys(links) if url.startswith("http") and ".invalid/" not in url],
        text=whole.text,
        had_enough=_had_enough(newsletter),
        hints=hints(subject=newsletter.subject, preheader=newsletter.preheader, html=plain.html),
    )


def shown_as(newsletter: Newsletter, *, dark: bool) -> str:
    """The email as an app in the light or the dark shows it, whatever the browser is set to."""
    html = message.example_of(message.compose(newsletter, counted=False)).html
    return html.replace("(prefers-color-scheme: dark)", "all" if dark else "not all")


def _had_enough(newsletter: Newsletter) -> int:
    """Recipients to whom an automation would send nothing more this week."""
    recent = Q(subscriber=OuterRef("pk"), changed_at__gt=timezone.now() - WEEK, state__in=COUNTED)
    number = Delivery.objects.filter(recent).order_by().values("subscriber").annotate(n=Count("pk"))
    people = recipients(newsletter).annotate(had=Coalesce(Subquery(number.values("n")), 0))
    return people.filter(had__gte=settings.NEWSLETTER_WEEKLY_MOST).count()
