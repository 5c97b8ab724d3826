"""Takes a publication back within five minutes: what readers saw before is there again.

Followers are emailed ten minutes after a part goes live, so nobody has been told by then.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from guides.claims.content.authors import CmsUser

MINUTES = 5
PUBLISH = "wagtail.publish"


class TooLate(Exception):
    """It went live longer ago, isn't live, or was published once more since."""


@dataclass(frozen=True)
class Publication:
    """The publication that can be taken back: until when, and what readers saw before, if anything."""

    page: Any
    until: datetime
    before: Revision | None

    @property
    def is_first(self) -> bool:
        """Whether taking it back leaves no page."""
        return self.before is None


def publication_of(page: Page) -> Publication:
    """The last publication of a page. Raises TooLate."""
    if not page.live or page.last_published_at is None:
        raise TooLate
    until = page.last_published_at + timedelta(minutes=MINUTES)
    before = None if page.first_published_at == page.last_published_at else _revision_before(page)
    if timezone.now() > until or (before is None and page.first_published_at != page.last_published_at):
        raise TooLate
    return Publication(page, until, before)


@transaction.atomic
def take_back(*, page_id: int, by: CmsUser) -> Publication:
    """Show readers what they saw before. The draft keeps the newest words. Raises TooLate."""
    page = Page.objects.select_for_update().get(pk=page_id).specific
    found = publication_of(page)
    if found.before is None:
        page.unpublish(user=by)
        return found
    newest = page.latest_revision
    found.before.publish(user=by)
    Page.objects.filter(pk=page_id).update(latest_revision=newest, has_unpublished_changes=True)
    return found


def _revision_before(page: Page) -> Revision | None:
    """What was live before the revision that is live now, by the page's history."""
    entries = PageLogEntry.objects.filter(page=page, action=PUBLISH, revision__isnull=False)
    before = entries.exclude(revision=page.live_revision_id).order_by("-timestamp", "-pk").first()
    return before.revision if before else None
