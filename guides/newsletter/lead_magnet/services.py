"""Which free guides there are, and which one the forms offer."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from guides.newsletter.models import FreeGuide
from guides.newsletter.models.free_guide import offered_key

KEPT_FOR = 60


@dataclass(frozen=True)
class FreeGuideOffer:
    """What a sign-up form gives away."""

    slug: str
    title: str
    subtitle: str


def title_of(slug: str) -> str:
    """The title of a published guide, or nothing."""
    row = _given_away(slug=slug).first() if slug else None
    return row[1] if row else ""


def offered(slug: str = "") -> FreeGuideOffer | None:
    """The named guide, or the one for every form; None while nothing is published.

    Asked on every page, so the answer to the second is kept for a minute.
    """
    if slug:
        row = _given_away(slug=slug).first()
        return FreeGuideOffer(*row) if row else None
    found: tuple[str, str, str] | None = cache.get_or_set(offered_key(), _newest, KEPT_FOR)
    return FreeGuideOffer(*found) if found else None


def _given_away(**which: Any) -> QuerySet[FreeGuide, tuple[str, str, str]]:
    return FreeGuide.objects.filter(live=True, **which).values_list("slug", "title", "subtitle")


def _newest() -> tuple[str, ...]:
    return _given_away(is_offered=True).first() or ()
