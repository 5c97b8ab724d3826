"""Social media image of a guide: its cover beside its title, drawn once and stored."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont, ImageOps
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from shop.trader.header import shop_name

SIZE = (1200, 630)
WORDS_WIDTH = 560
PAPER, INK, SAGE = "#f6f2ea", "#2f352b", "#4d6542"
FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
LOOK = "1"  # change it with the design, so that stored images are drawn again


def key_of(page: Page) -> str:
    """A key that changes with the content of the image."""
    pictures = (getattr(page, name, None) for name in ("cover_id", "social_picture_id"))
    shown = "|".join(map(str, (LOOK, shop_name(), _title(page), *pictures)))
    return hashlib.sha256(shown.encode()).hexdigest()[:12]


def path_of(page: Page) -> str:
    """The path of the image."""
    return reverse("guides-social", args=[page.pk or 0, key_of(page)])


def picture_of(page: Page) -> File:
    """The image file, drawn if it doesn't exist yet."""
    name = f"social/{page.pk}-{key_of(page)}.jpg"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(_drawn(page)))
    return default_storage.open(name)


def _title(page: Page) -> str:
    return getattr(page, "social_title", "") or page.title


def _drawn(page: Page) -> bytes:
    """The picture that was chosen for it, else the title beside the cover."""
    chosen = getattr(page, "social_picture", None)
    return cut(chosen) if chosen else draw(_title(page), getattr(page, "cover", None))


def cut(picture: AbstractImage) -> bytes:
    """A JPEG of the picture alone, in the shape that networks show."""
    with picture.open_file() as source:
        return _jpeg(ImageOps.fit(Image.open(source).convert("RGB"), SIZE))


def draw(title: str, cover: AbstractImage | None) -> bytes:
    """A JPEG with the title, the cover to its right and the shop's name below."""
    canvas = Image.new("RGB", SIZE, PAPER)
    if cover:
        with cover.open_file() as source:
            photo = ImageOps.fit(Image.open(source).convert("RGB"), (SIZE[0] - 660, SIZE[1]))
        canvas.paste(photo, (660, 0))
    pen = ImageDraw.Draw(canvas)
    font, lines = _fitting(title)
    pen.multiline_text((60, 70), "\n".join(lines), font=font, fill=INK, spacing=14)
    pen.text((60, 530), shop_name(), font=_serif(44), fill=SAGE)
    return _jpeg(canvas)


def _jpeg(canvas: Image.Image) -> bytes:
    file = BytesIO()
    canvas.save(file, "JPEG", quality=86, optimize=True)
    return file.getvalue()


def _serif(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / "eb-garamond.woff2"), size)


def _fitting(title: str) -> tuple[Any, list[str]]:
    """The largest font in which the title fits, and its lines."""
    for size in (84, 72, 62, 54, 46, 38):
        font = _serif(size)
        lines = _wrapped(title, font)
        if len(lines) * (size + 14) <= 430:
            return font, lines
    return font, lines[:8]


def _wrapped(title: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > WORDS_WIDTH:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
