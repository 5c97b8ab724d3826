"""Makes a product picture's AVIF and WebP files, at once and fast."""

import io
from typing import Any

from django.core.files.base import ContentFile
from pictures import utils
from pictures.models import PillowPicture
from pictures.tasks import _process_picture
from PIL import Image, ImageCms

# AVIF at this speed takes a twentieth of the default's time for files a tenth larger.
OPTIONS: dict[str, dict[str, int]] = {
    "AVIF": {"speed": 9, "quality": 62},
    "WEBP": {"quality": 80, "method": 2},
}
SHORTER_SIDE = 2400  # more than the widest file that is made
BACKGROUND = "#fffdf9"  # of the tiles that pictures stand on: `--surface` in static/css/tokens.css


class ProductPicture(PillowPicture):
    """One file of a picture, without the alpha channel, which `prepared` has put on the page's background."""

    def save(self, image: Any) -> None:
        """Write the file under its own name, replacing what was there.

        Called by `process` for each width and type; django-pictures' own save takes the slow encoder.
        """
        buffer = io.BytesIO()
        self.resize(image).convert("RGB").save(buffer, format=self.file_type, **OPTIONS[self.file_type])
        self.storage.delete(self.name)
        self.storage.save(self.name, ContentFile(buffer.getvalue()))


def process(*, storage: Any, file_name: str, new: Any = (), **rest: Any) -> None:
    """Make the files before the row is saved, so that no page asks for one that isn't there.

    Eight small files take a quarter of a second: too little to be worth a task and its race. The original is
    reduced once, before its colours are converted: a photo of 50 megapixels would take a second and
    200 MB for each file.
    """
    if new:
        with utils.reconstruct(*storage).open(file_name) as file, Image.open(file) as original:
            picture = prepared(original)
        for one in new:
            utils.reconstruct(*one).save(picture)
    _process_picture(storage=storage, file_name=file_name, **rest)


def prepared(original: Image.Image) -> Image.Image:
    """The picture upright, in sRGB, small enough to work with, its clear parts on the page's background."""
    factor = SHORTER_SIDE / min(original.size)
    if factor < 1:
        size = (round(original.width * factor), round(original.height * factor))
        original.draft("RGB", size)  # a JPEG is decoded smaller at once
        original.thumbnail(size)
    return _flat(_in_srgb(original))


def _in_srgb(picture: Image.Image) -> Image.Image:
    """django-pictures' own conversion; a profile that can't be read is left out instead of an error."""
    try:
        return PillowPicture.pre_process(picture)
    except (ImageCms.PyCMSError, OSError, ValueError):
        picture.info.pop("icc_profile", None)
        return PillowPicture.pre_process(picture)


def _flat(picture: Image.Image) -> Image.Image:
    """Without this, clear pixels show the colour that they happen to have, mostly black."""
    ground = Image.new("RGBA", picture.size, BACKGROUND)
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
