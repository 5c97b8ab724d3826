"""Signed preview links that show a draft to a reviewer without an account, for a limited time."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.urls import reverse
from wagtail.models import Page

SALT = "desk.preview"
LIVES = {1: "1 day", 7: "7 days", 30: "30 days"}


class LinkDead(Exception):
    """The link is forged or expired, or its page was deleted."""


@dataclass(frozen=True)
class PreviewLink:
    """The page that a link shows and for how many days."""

    page_id: int
    days: int

    @property
    def path(self) -> str:
        """Its address."""
        return reverse("preview-link", args=[signing.dumps([self.page_id, self.days], salt=SALT)])


def make_link(*, page: Page, days: int) -> PreviewLink:
    """Make a link to the latest draft of a page."""
    if days not in LIVES:
        raise ValueError(f"Choose one of {sorted(LIVES)} days.")
    return PreviewLink(page.pk, days)


def open_link(token: str) -> Any:
    """The latest draft of the link's page. Raises LinkDead."""
    try:
        page_id, days = signing.loads(token, salt=SALT)
        signing.loads(token, salt=SALT, max_age=timedelta(days=days))
        page = Page.objects.get(pk=page_id)
    except (signing.BadSignature, ValueError, TypeError, Page.DoesNotExist) as error:
        raise LinkDead from error
    return page.get_latest_revision_as_object()
