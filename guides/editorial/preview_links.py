"""Signed preview links that show a draft to a reviewer without an account, until they end or are withdrawn.

A link carries how often its page's links had been withdrawn when it was made. Single links aren't stored.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Page

from guides.claims.content.authors import CmsUser
from guides.editorial.models import WithdrawnLinks

SALT = "desk.preview"
LIVES = {1: "1 day", 7: "7 days", 30: "30 days"}
WITHDRAWN = "desk.withdraw_links"


class LinkDead(Exception):
    """The link is forged, expired or withdrawn, or its page was deleted."""


@dataclass(frozen=True)
class PreviewLink:
    """The page that a link shows, for how many days, and how often its links had been withdrawn."""

    page_id: int
    days: int
    withdrawn: int

    @property
    def path(self) -> str:
        """Its address."""
        signed = signing.dumps([self.page_id, self.days, self.withdrawn], salt=SALT)
        return reverse("preview-link", args=[signed])


def make_link(*, page: Page, days: int) -> PreviewLink:
    """Make a link to the latest draft of a page."""
    if days not in LIVES:
        raise ValueError(f"Choose one of {sorted(LIVES)} days.")
    return PreviewLink(page.pk, days, _count(page.pk))


@transaction.atomic
def withdraw_links(*, page: Page, by: CmsUser) -> None:
    """End all links that were made for a page so far."""
    row, _ = WithdrawnLinks.objects.get_or_create(page_id=page.pk)
    WithdrawnLinks.objects.filter(pk=row.pk).update(count=F("count") + 1)
    log(instance=page, action=WITHDRAWN, user=by)


def open_link(token: str) -> Any:
    """The latest draft of the link's page. Raises LinkDead."""
    try:
        page_id, days, *rest = signing.loads(token, salt=SALT)
        signing.loads(token, salt=SALT, max_age=timedelta(days=days))
        page = Page.objects.get(pk=page_id)
    except (signing.BadSignature, ValueError, TypeError, Page.DoesNotExist) as error:
        raise LinkDead from error
    if (rest or [0]) != [_count(page.pk)]:  # links made before there was a count have none
        raise LinkDead
    return page.get_latest_revision_as_object()


def _count(page_id: int) -> int:
    return WithdrawnLinks.objects.filter(pk=page_id).values_list("count", flat=True).first() or 0
