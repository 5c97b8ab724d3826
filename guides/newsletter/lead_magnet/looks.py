"""Small pictures of a free guide for the sign-up form: its cover and one of its pages."""

import logging
from collections.abc import Iterator
from typing import NamedTuple

from wagtail.images.models import AbstractImage, SourceImageIOError

from guides.newsletter.models import FreeGuide

log = logging.getLogger(__name__)
# Twice the size at which they are shown, in the shape of A5.
SPEC = "fill-192x272|format-webp|webpquality-70"


class Look(NamedTuple):
    """A picture of the form; its size is the one shown."""

    url: str
    alt: str
    width: int = 96
    height: int = 136


def looks_of(guide: FreeGuide) -> Iterator[Look]:
    """The cover first. A picture whose file is gone is left out: the form stands on every page."""
    for image, alt in ((guide.cover, guide.cover_alt), (guide.sample, guide.sample_alt)):
        if image and (url := _small(image)):
            yield Look(url, alt)


def _small(image: AbstractImage) -> str:
    try:
        return str(image.get_rendition(SPEC).url)
    except SourceImageIOError:
        log.exception("Picture %s has no file", image.pk)
        return ""
