"""A logo as it is stored: drawn anew, so that nothing of the uploaded file but its pixels stays."""

from io import BytesIO
from typing import Any, Final

from django.core.files.base import File
from PIL import Image

from shop.trader.appearance import Logo

LARGEST: Final = (640, 160)  # twice what pages show, for sharp screens
MOST: Final = 200_000  # bytes


class TooLarge(ValueError):
    """Even drawn small it is too large to load with every page."""


def drawn_anew(file: File[Any]) -> Logo:
    """A PNG of at most 640 × 160 pixels, not stored yet; the file is a checked picture. Raises TooLarge."""
    file.seek(0)
    with Image.open(file) as picture:
        shown = picture.convert("RGBA")
    shown.thumbnail(LARGEST)
    written = BytesIO()
    shown.save(written, "PNG", optimize=True)
    if written.tell() > MOST:
        raise TooLarge
    return Logo(content=written.getvalue(), width=shown.width, height=shown.height)
