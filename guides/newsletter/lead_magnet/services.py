"""Published free guides, and the one that sign-up forms offer."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import QuerySet

from guides.newsletter.models import FreeGuide
from guides.newsletter.models.free_guide import offered_key

CACHE_SECONDS = 60


@dataclass(frozen=True)
class FreeGuideOffer:
    """The free guide that a sign-up form offers."""

    slug: str
    title: str
    subtitle: str


def title_of(slug: str) -> str:
    """The title of a published guide, or an empty string."""
    row = _published(slug=slug).first() if slug else None
    return row[1] if row else ""


def offered(slug: str = "") -> FreeGuideOffer | None:
    """The named guide, or the one that all forms offer; None if it isn't published.

    Every page asks for the latter, so it is cached for a minute.
    """
    if slug:
        row = _published(slug=slug).first()
        return FreeGuideOffer(*row) if row else None
    found: tuple[str, str, str] | None = cache.get_or_set(offered_key(), _newest, CACHE_SECONDS)
    return FreeGuideOffer(*found) if found else None


def _published(**which: object) -> QuerySet[FreeGuide, tuple[str, str, str]]:
    return FreeGuide.objects.filter(live=True, **which).values_list("slug", "title", "subtitle")


def _newest() -> tuple[str, ...]:
    return _published(is_offered=True).first() or ()
