"""The cover of a guide as the enclosure of its feed item."""

from mimetypes import guess_type
from urllib.parse import urljoin

from django.conf import settings
from django.utils.feedgenerator import Enclosure
from wagtail.images.models import AbstractImage

SIZE = "width-1200"  # the file that structured data names, too


def enclosures_of(cover: AbstractImage | None) -> list[Enclosure]:
    """The cover with full address, length in bytes and type; empty without a cover or without its file."""
    if cover is None:
        return []
    try:
        file = cover.get_rendition(SIZE).file
        length = str(file.size)
    except OSError:  # a lost picture takes no feed down
        return []
    kind = guess_type(file.name)[0] or "image/jpeg"
    return [Enclosure(urljoin(settings.SHOP_URL, file.url), length, kind)]
