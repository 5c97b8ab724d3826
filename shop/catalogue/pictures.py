"""Product pictures as HTML: AVIF and WebP in several widths, with measures, so that nothing jumps."""

from typing import Any

from django.utils.safestring import SafeString
from pictures.templatetags.pictures import picture

EMPTY = SafeString("")


def card_picture(image: Any, alt: str) -> SafeString:
    """A picture in a grid of two columns on a phone and four on a desk."""
    if image is None:
        return EMPTY
    return SafeString(
        picture(image.original, img_alt=image.caption or alt, ratio="1/1", s=4, m=2, l=1, img_loading="lazy")
    )


def page_picture(image: Any, alt: str, *, first: bool) -> SafeString:
    """A picture of the gallery; the first one is what the page is waited for."""
    urgency = {"img_fetchpriority": "high"} if first else {"img_loading": "lazy"}
    return SafeString(
        picture(image.original, img_alt=image.caption or alt, ratio="1/1", s=4, m=2, l=2, **urgency)
    )
