"""Small pictures of a free guide for the sign-up form: its cover and one of its pages."""

from typing import NamedTuple

from wagtail.images.models import AbstractImage

from guides.newsletter.models import FreeGuide

# Twice the size at which they are shown, in the shape of A5.
SPEC = "fill-192x272|format-webp|webpquality-70"


class Look(NamedTuple):
    """A picture of the form; its size is the one shown."""

    url: str
    alt: str
    width: int = 96
    height: int = 136


def looks_of(guide: FreeGuide) -> list[Look]:
    """The cover first; a guide without pictures has none."""
    pictures = ((guide.cover, guide.cover_alt), (guide.sample, guide.sample_alt))
    return [_look(image, alt) for image, alt in pictures if image]


def _look(image: AbstractImage, alt: str) -> Look:
    return Look(image.get_rendition(SPEC).url, alt)
