"""“A new part is out”: one email to the followers of a series, ten minutes after the part first goes live.

In these ten minutes it can be stopped or edited. An announcement whose part is taken down before it was
sent waits without a time, and goes out when the part is live again.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html

from guides.newsletter import statements
from guides.newsletter.absolute_links import BrokenLinks
from guides.newsletter.models import Newsletter
from guides.newsletter.sending import schedule as sending_schedule
from guides.newsletter.sending.audience import recipients
from guides.newsletter.sending.claims_gate import keep_back

UNDO = timedelta(minutes=10)


def people(number: int) -> str:
    """“1 person” or “214 people”."""
    return f"{number:,} {'person' if number == 1 else 'people'}"


def followers_to_email(slug: str) -> int:
    """How many people a new part of this series would be announced to now."""
    return recipients(Newsletter(audience=statements.SERIES, series=slug)).count()


def announcement_of(page_id: int | None) -> Newsletter | None:
    """The part's announcement, whatever has become of it."""
    return Newsletter.objects.filter(part=name_of_part(page_id)).first()


def will_announce(part: Any) -> bool:
    """Whether publishing this part would announce it: it has never been out, or its announcement waits."""
    made = announcement_of(part.pk)
    return _waits(made) if made else part.first_published_at is None


def upcoming() -> QuerySet[Newsletter]:
    """Announcements that go out within minutes and can still be stopped."""
    return Newsletter.objects.filter(
        part__isnull=False, state=Newsletter.SCHEDULED, send_at__isnull=False
    ).order_by("send_at")


@transaction.atomic
def announce(*, part: Any) -> Newsletter | None:
    """Schedule the announcement of a part that has gone live; None where it isn't its first time."""
    is_first = part.first_published_at == part.last_published_at
    newsletter = announcement_of(part.pk)
    if newsletter is None and is_first:
        newsletter, made = Newsletter.objects.get_or_create(part=name_of_part(part.pk), defaults=_words(part))
        return _schedule(newsletter) if made else None
    if newsletter is None or not _waits(newsletter):
        return None
    if newsletter.latest_revision_id is None:  # nobody has edited it, so it follows the part's own words
        Newsletter.objects.filter(pk=newsletter.pk).update(**_words(part))
    return _schedule(newsletter)


def _schedule(newsletter: Newsletter) -> Newsletter:
    newsletter.refresh_from_db()
    text = newsletter.get_latest_revision_as_object()
    try:
        sending_schedule.schedule(newsletter=text, at=timezone.now() + UNDO)
    except BrokenLinks as error:  # somebody edited it; publishing the part goes on all the same
        keep_back(newsletter, error.lines)
    return newsletter


def name_of_part(page_id: int | None) -> str:
    """Under which an announcement is stored, once."""
    return f"page-{page_id}"


def _waits(newsletter: Newsletter) -> bool:
    return newsletter.state == Newsletter.SCHEDULED and newsletter.send_at is None


def _words(part: Any) -> dict[str, Any]:
    """The link is on the shop's own host, as every other in the email is."""
    _, _, path = part.get_url_parts()
    about = part.search_description or part.introduction
    link = format_html('<a href="{}{}">Read “{}”</a>', settings.SHOP_URL, path, part.title)
    return {
        "subject": f"A new part is out: {part.title}"[:120],
        "audience": statements.SERIES,
        "series": part.get_parent().slug[:80],
        "body": [("text", format_html("<p>{}</p><p>{}</p>", about, link))],
    }
