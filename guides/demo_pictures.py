"""The demo's pictures in Wagtail's library, each once."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.images import ImageFile
from wagtail.images import get_image_model

FOLDER = Path(settings.BASE_DIR) / "shop" / "demo" / "media"


def picture(name: str, title: str) -> Any:
    """The picture of that title, added from its file where it is missing."""
    image = get_image_model().objects.filter(title=title).first()
    if image is None:
        with (FOLDER / name).open("rb") as source:
            image = get_image_model().objects.create(title=title, file=ImageFile(source, name=name))
    return image
