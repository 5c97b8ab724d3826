"""What a marketer should see of a newsletter before it goes: its size, its links and its plain text."""

from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.conf import settings

from guides.newsletter.cms.spam_hints import SpamHint, hints
from guides.newsletter.models import Newsletter
from guides.newsletter.sending import message
from guides.newsletter.sending.audience import audience_of
from guides.newsletter.sending.weekly_most import had_enough

CLIPPED_AFTER = 102  # kilobytes of HTML that Gmail shows
BYTES = 1024


@dataclass(frozen=True)
class LetterLook:
    """The figures of the page before sending."""

    kilobytes: int
    links: Sequence[str]
    text: str
    had_enough: int  # people of its audience with the most a week already
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
        hints=_hints(newsletter, plain.html),
    )


def _hints(newsletter: Newsletter, html: str) -> list[SpamHint]:
    """Each once, for either subject."""
    subjects = [subject for subject in (newsletter.subject, newsletter.subject_b) if subject]
    found = [
        hint
        for subject in subjects
        for hint in hints(subject=subject, preheader=newsletter.preheader, html=html)
    ]
    return list(dict.fromkeys(found))


def shown_as(newsletter: Newsletter, *, dark: bool) -> str:
    """The email as an app in the light or the dark shows it, whatever the browser is set to."""
    html = message.example_of(message.compose(newsletter, counted=False)).html
    return html.replace("(prefers-color-scheme: dark)", "all" if dark else "not all")


def _had_enough(newsletter: Newsletter) -> int:
    """People of its audience to whom an automation would send nothing more this week."""
    return audience_of(newsletter).filter(had_enough()).count()
