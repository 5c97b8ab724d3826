"""The demo's pictures in Wagtail's library, each once."""

from pathlib import Path

from django.conf import settings
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

# What must stay in sight where a picture is cropped: middle, width and height.
FOCUS = {
    "organic-muslin-cloth-1.jpg": (940, 940, 1440, 760),
    "mums-massage-oil-2.jpg": (1000, 810, 1350, 1250),
}
FOLDER = Path(settings.BASE_DIR) / "shop" / "demo" / "media"


def picture(name: str, title: str) -> AbstractImage:
    """The image with this title, created from its file if missing."""
    image = get_image_model().objects.filter(title=title).first()
    if image is None:
        with (FOLDER / name).open("rb") as source:
            names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
            focus = dict(zip(names, FOCUS.get(name, ()), strict=False))
            image = get_image_model().objects.create(title=title, file=ImageFile(source, name=name), **focus)
    return image
