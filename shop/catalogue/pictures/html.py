"""Product pictures as HTML: AVIF and WebP in several widths, with dimensions against layout shifts."""

from typing import Any, Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString


class Picture(Protocol):
    """A product picture; `original` is django-pictures' file with its sizes."""

    @property
    def original(self) -> Any: ...
    @property
    def caption(self) -> str: ...


EMPTY = SafeString("")
RATIO = "1/1"
# The widths of the slots, from static/css/components/product-card.css and product.css.
CARD_SIZES = "(min-width: 76rem) 267px, (min-width: 40rem) 31vw, 46vw"
THUMBNAIL_SIZES = "88px"
PAGE_SIZES = "(min-width: 76rem) 570px, (min-width: 46rem) 48vw, 92vw"


def card_picture(image: Picture | None, alt: str) -> SafeString:
    """A picture in a grid of two columns on phones and four on desktops."""
    if image is None:
        return EMPTY
    return _picture(image, image.caption or alt, sizes=CARD_SIZES, loading="lazy")


def second_picture(image: Picture | None) -> SafeString:
    """The picture that a card shows while a pointer rests on it; the first one has said what there is."""
    if image is None:
        return EMPTY
    picture = _picture(image, sizes=CARD_SIZES, loading="lazy")
    return format_html('<div class="product-card__second">{}</div>', picture)


def thumbnail(image: Picture | None) -> SafeString:
    """A picture in a line of a basket or an order, without an alternative: the title stands beside it."""
    if image is None:
        return EMPTY
    return _picture(image, sizes=THUMBNAIL_SIZES, loading="lazy")


def smallest_file(image: Picture | None) -> str:
    """The address of the smallest WebP of a picture, for emails; empty without one."""
    if image is None:
        return ""
    files = image.original.aspect_ratios[RATIO]["WEBP"]
    return str(files[min(files)].url) if files else ""


def page_picture(image: Picture, alt: str, *, first: bool) -> SafeString:
    """A gallery picture; the browser loads the first one with priority."""
    loading = "eager" if first else "lazy"
    return _picture(image, image.caption or alt, sizes=PAGE_SIZES, loading=loading, urgent=first)


def _picture(image: Picture, alt: str = "", *, sizes: str, loading: str, urgent: bool = False) -> SafeString:
    files = image.original.aspect_ratios[RATIO]
    avif, webp = files["AVIF"], files["WEBP"]
    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}"><source type="image/webp" srcset="{}" '
        'sizes="{}"><img src="{}" alt="{}" width="{}" height="{}" loading="{}"{}></picture>',
        _srcset(avif),
        sizes,
        _srcset(webp),
        sizes,
        image.original.url,
        alt,
        image.original.width,
        image.original.height,
        loading,
        SafeString(' fetchpriority="high"') if urgent else EMPTY,
    )


def _srcset(files: dict[int, Any]) -> str:
    return ", ".join(f"{file.url} {width}w" for width, file in sorted(files.items()))
