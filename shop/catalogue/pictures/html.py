"""Product pictures as HTML: AVIF and WebP in several widths, with dimensions against layout shifts."""

from typing import Any, Protocol

from django.utils.html import format_html
from django.utils.safestring import SafeString

from shop.catalogue.pictures import slots


class Picture(Protocol):
    """A product picture; `original` is django-pictures' file with its sizes."""

    @property
    def original(self) -> Any: ...
    @property
    def caption(self) -> str: ...


EMPTY = SafeString("")
RATIO = "1/1"
EMAIL_WIDTH = 180  # twice what emails show


def card_picture(image: Picture | None, alt: str) -> SafeString:
    """A picture in a grid of two columns on phones and four on desktops."""
    if image is None:
        return EMPTY
    return _picture(image, image.caption or alt, sizes=slots.CARD)


def callout_picture(image: Picture | None, alt: str) -> SafeString:
    """A picture beside the words about a product in a guide."""
    return EMPTY if image is None else _picture(image, image.caption or alt, sizes=slots.CALLOUT)


def second_picture(image: Picture | None) -> SafeString:
    """The picture that a card shows while a pointer rests on it; the first one has said what there is."""
    if image is None:
        return EMPTY
    picture = _picture(image, "", sizes=slots.CARD)
    return format_html('<div class="product-card__second">{}</div>', picture)


def thumbnail(image: Picture | None) -> SafeString:
    """A picture in a line of a basket or an order, without an alternative: the title stands beside it."""
    return EMPTY if image is None else _picture(image, "", sizes=slots.LINE)


def email_file(image: Picture | None, *, at_least: int = EMAIL_WIDTH) -> str:
    """The address of a WebP file for a picture in an email, so many pixels wide; empty without one."""
    if image is None:
        return ""
    files = image.original.aspect_ratios[RATIO]["WEBP"]
    wide_enough = [width for width in files if width >= at_least]
    return str(files[min(wide_enough, default=max(files))].url) if files else ""


def gallery_picture(image: Picture, alt: str, *, first: bool, alone: bool) -> SafeString:
    """A large picture on a product’s page; the browser loads the first one with priority."""
    sizes = slots.ALONE if alone else slots.GALLERY
    return _picture(image, image.caption or alt, sizes=sizes, first=first)


def gallery_thumbnail(image: Picture) -> SafeString:
    """A gallery’s small picture, which its link names."""
    return _picture(image, "", sizes=slots.THUMBNAIL)


def largest_file(image: Picture) -> str:
    """The address of the largest WebP file, which every browser opens."""
    files = image.original.aspect_ratios[RATIO]["WEBP"]
    return str(files[max(files)].url) if files else str(image.original.url)


def _picture(image: Picture, alt: str, *, sizes: str, first: bool = False) -> SafeString:
    files = image.original.aspect_ratios[RATIO]
    avif, webp = files["AVIF"], files["WEBP"]
    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}"><source type="image/webp" srcset="{}" '
        'sizes="{}"><img src="{}" alt="{}" width="{}" height="{}" {}></picture>',
        _srcset(avif),
        sizes,
        _srcset(webp),
        sizes,
        image.original.url,
        alt,
        image.original.width,
        image.original.height,
        SafeString('loading="eager" fetchpriority="high"' if first else 'loading="lazy"'),
    )


def _srcset(files: dict[int, Any]) -> str:
    return ", ".join(f"{file.url} {width}w" for width, file in sorted(files.items()))
