"""Published free guides, and the one that sign-up forms offer."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import QuerySet

from guides.newsletter.lead_magnet.looks import Look, looks_of
from guides.newsletter.lead_magnet.printables import Printable, printable
from guides.newsletter.models import FreeGuide
from guides.newsletter.models.free_guide import offered_key

CACHE_SECONDS = 60
# Plain tuples: the next release must be able to read what this one has cached.
Stored = tuple[str, str, str, list[tuple[str, str, int, int]]]


@dataclass(frozen=True)
class FreeGuideOffer:
    """The free guide, or the file of a guide, that a sign-up form offers."""

    slug: str
    title: str
    subtitle: str
    looks: tuple[Look, ...] = ()


def title_of(slug: str) -> str:
    """The title of a published guide or of a guide's file, or an empty string."""
    if file := printable(slug):
        return file.title
    return _published(slug=slug).values_list("title", flat=True).first() or "" if slug else ""


def offered(slug: str = "") -> FreeGuideOffer | None:
    """The named guide or file, or the guide that all forms offer; None if it isn't published.

    Every page asks for the latter, so it is cached for a minute.
    """
    if file := printable(slug):
        return _offer_of_file(file)
    if slug:
        row = _published(slug=slug).first()
        return _read(_offer(row)) if row else None
    found: Stored | tuple[()] | None = cache.get_or_set(offered_key(), _newest, CACHE_SECONDS)
    return _read(found) if found else None


def _published(**which: object) -> QuerySet[FreeGuide]:
    return FreeGuide.objects.filter(live=True, **which).select_related("cover", "sample")


def _offer(guide: FreeGuide) -> Stored:
    looks = [(look.url, look.alt, look.width, look.height) for look in looks_of(guide)]
    return guide.slug, guide.title, guide.subtitle, looks


def _read(stored: Stored) -> FreeGuideOffer:
    slug, title, subtitle, looks = stored
    return FreeGuideOffer(slug, title, subtitle, tuple(Look(*look) for look in looks))


def _offer_of_file(file: Printable) -> FreeGuideOffer:
    return FreeGuideOffer(file.slug, file.title, "A file to print and keep.")


def _newest() -> Stored | tuple[()]:
    guide = _published(is_offered=True).first()
    return _offer(guide) if guide else ()
