"""Product pictures as HTML: AVIF and WebP in several widths, with measures, so that nothing jumps."""

import re
from typing import Any

from django.utils.safestring import SafeString
from pictures.templatetags.pictures import picture

EMPTY = SafeString("")
# How wide the slots are, by static/css/components/product-card.css and product.css. django-pictures works
# these out in twelfths of its container, which no layout of ours follows.
CARD_SIZES = "(min-width: 72rem) 267px, (min-width: 54rem) 31vw, 46vw"
PAGE_SIZES = "(min-width: 64rem) 570px, (min-width: 46rem) 48vw, 92vw"
_SIZES = re.compile(r'\bsizes="[^"]*"')


def card_picture(image: Any, alt: str) -> SafeString:
    """A picture in a grid of two columns on a phone and four on a desk."""
    if image is None:
        return EMPTY
    return _picture(image, alt, CARD_SIZES, img_loading="lazy")


def page_picture(image: Any, alt: str, *, first: bool) -> SafeString:
    """A picture of the gallery; the first one is what the page is waited for."""
    urgency = {"img_fetchpriority": "high"} if first else {"img_loading": "lazy"}
    return _picture(image, alt, PAGE_SIZES, **urgency)


def _picture(image: Any, alt: str, sizes: str, **attributes: str) -> SafeString:
    html = picture(image.original, img_alt=image.caption or alt, ratio="1/1", **attributes)
    return SafeString(_SIZES.sub(f'sizes="{sizes}"', html))
