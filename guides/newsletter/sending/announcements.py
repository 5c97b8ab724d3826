"""Announcements of new parts: one email to a series' followers, ten minutes after a part first goes live.

Within these minutes editors can stop or edit it. If the part is unpublished before the email was sent, the
announcement waits without a time and is sent after the part is live again.
"""

from datetime import datetime, timedelta
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html
from wagtail.models import Page

from guides.newsletter import statements
from guides.newsletter.absolute_links import BrokenLinks
from guides.newsletter.models import Newsletter
from guides.newsletter.sending import schedule as sending_schedule
from guides.newsletter.sending.audience import audience_of
from guides.newsletter.sending.claims_gate import unschedule

UNDO = timedelta(minutes=10)


class SeriesPart(Protocol):
    """A page that can be announced to the followers of its parent."""

    pk: int
    title: str
    introduction: str
    search_description: str
    first_published_at: datetime | None
    last_published_at: datetime | None

    def get_parent(self) -> Page: ...

    def get_url_parts(self) -> tuple[int, str, str]: ...


def people(number: int) -> str:
    """“1 person” or “214 people”."""
    return f"{number:,} {'person' if number == 1 else 'people'}"


def followers_to_email(slug: str) -> int:
    """The number of people who would be emailed about a new part now."""
    return audience_of(Newsletter(audience=statements.SERIES, series=slug)).count()


def announcement_of(page_id: int | None) -> Newsletter | None:
    """The announcement of a part, in any state, or None."""
    return Newsletter.objects.filter(part=name_of_part(page_id)).first()


def will_announce(part: SeriesPart) -> bool:
    """Whether publishing would announce the part: it was never live, or its announcement is waiting."""
    made = announcement_of(part.pk)
    if made is None or made.state == Newsletter.DRAFT:
        return part.first_published_at is None
    return _is_waiting(made)


@transaction.atomic
def prepare(*, part: SeriesPart) -> Newsletter:
    """The announcement of a part that isn't out yet, as a draft to edit: it goes out with the part."""
    made, _ = Newsletter.objects.get_or_create(part=name_of_part(part.pk), defaults=_content_of(part))
    return made


def upcoming() -> QuerySet[Newsletter]:
    """Announcements that are scheduled and can still be stopped."""
    return Newsletter.objects.filter(
        part__isnull=False, state=Newsletter.SCHEDULED, send_at__isnull=False
    ).order_by("send_at")


@transaction.atomic
def announce(*, part: SeriesPart) -> Newsletter | None:
    """Schedule the announcement of a part that went live; None if it was live before."""
    is_first = part.first_published_at == part.last_published_at
    newsletter = announcement_of(part.pk)
    if newsletter is None and is_first:
        newsletter, made = Newsletter.objects.get_or_create(
            part=name_of_part(part.pk), defaults=_content_of(part)
        )
        return _schedule(newsletter) if made else None
    if newsletter is None or not (_is_waiting(newsletter) or (is_first and _is_prepared(newsletter))):
        return None
    if newsletter.latest_revision_id is None:  # not edited by hand, so it follows the part's text
        Newsletter.objects.filter(pk=newsletter.pk).update(**_content_of(part))
    return _schedule(newsletter)


def _schedule(newsletter: Newsletter) -> Newsletter:
    newsletter.refresh_from_db()
    text = newsletter.get_latest_revision_as_object()
    try:
        sending_schedule.schedule(newsletter=text, at=timezone.now() + UNDO)
    except BrokenLinks as error:  # in an edited announcement; the part is published all the same
        unschedule(newsletter, error.lines)
    return newsletter


def name_of_part(page_id: int | None) -> str:
    """The unique name that prevents a second announcement of a part."""
    return f"page-{page_id}"


def _is_waiting(newsletter: Newsletter) -> bool:
    return newsletter.state == Newsletter.SCHEDULED and newsletter.send_at is None


def _is_prepared(newsletter: Newsletter) -> bool:
    """Whether it was written before its part went live for the first time; a stopped one is a draft, too."""
    return newsletter.state == Newsletter.DRAFT


def _content_of(part: SeriesPart) -> dict[str, Any]:
    """The fields of the announcement; its link is on the shop's host, as all links in emails are."""
    _, _, path = part.get_url_parts()
    about = part.search_description or part.introduction
    link = format_html('<a href="{}{}">Read “{}”</a>', settings.SHOP_URL, path, part.title)
    return {
        "subject": f"A new part is out: {part.title}"[:120],
        "audience": statements.SERIES,
        "series": part.get_parent().slug[:80],
        "keeps_weekly_most": False,  # each follower asked for this email
        "body": [("text", format_html("<p>{}</p><p>{}</p>", about, link))],
    }
