"""Which free guides there are, and which one the forms offer."""

from dataclasses import dataclass

from django.core.cache import cache

from guides.newsletter.models import FreeGuide
from guides.newsletter.models.free_guide import OFFERED

KEPT_FOR = 60


@dataclass(frozen=True)
class Offer:
    """What a sign-up form gives away."""

    slug: str
    title: str


def title_of(slug: str) -> str:
    """The title of a published guide, or nothing."""
    found = FreeGuide.objects.filter(slug=slug, live=True).values_list("title", flat=True)
    return found.first() or "" if slug else ""


def offered(slug: str = "") -> Offer | None:
    """The named guide, or the one for every form; None while nothing is published.

    Asked on every page, so the answer to the second is kept for a minute.
    """
    if slug:
        title = title_of(slug)
        return Offer(slug, title) if title else None
    found: tuple[str, str] | None = cache.get_or_set(OFFERED, _newest, KEPT_FOR)
    return Offer(*found) if found else None


def _newest() -> tuple[str, ...]:
    rows = FreeGuide.objects.filter(live=True, is_offered=True).values_list("slug", "title")
    return rows.first() or ()
