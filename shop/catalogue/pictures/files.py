"""Makes the AVIF and WebP files of a product picture."""

import io
from collections import defaultdict
from typing import Any

from django.core.files.base import ContentFile
from pictures import utils
from pictures.models import PillowPicture
from pictures.tasks import _process_picture
from PIL import Image, ImageCms

# At this speed AVIF takes a twentieth of the default time; files are a tenth larger.
OPTIONS: dict[str, dict[str, int]] = {
    "AVIF": {"speed": 9, "quality": 62},
    "WEBP": {"quality": 80, "method": 2},
}
SHORTER_SIDE = 2400  # larger than the widest file
BACKGROUND = "#fffdf9"  # of the tiles behind pictures: `--surface` in static/css/tokens.css


class ProductPicture(PillowPicture):
    """One file of a picture, without an alpha channel: `prepared` has put it on the page’s background."""

    def save(self, image: Image.Image) -> None:
        """Write the file of a picture that has its size already, replacing an existing one.

        Called by `process`; django-pictures’ own save uses the slow encoder.
        """
        buffer = io.BytesIO()
        image.convert("RGB").save(buffer, format=self.file_type, **OPTIONS[self.file_type])
        self.storage.delete(self.name)
        self.storage.save(self.name, ContentFile(buffer.getvalue()))


def process(*, storage: Any, file_name: str, new: Any = (), **rest: object) -> None:
    """Make the files before the row is saved, so that no page asks for a missing one.

    Eight small files take a quarter of a second: too little for a task with its race. The original is reduced
    once, before its colours are converted: a photo of 50 megapixels would take a second and 200 MB a file.
    """
    if new:
        with utils.reconstruct(*storage).open(file_name) as file, Image.open(file) as original:
            picture = prepared(original)
        for types in _by_size([utils.reconstruct(*one) for one in new]):
            resized = types[0].resize(picture)
            for one in types:
                one.save(resized)
    _process_picture(storage=storage, file_name=file_name, **rest)


def _by_size(files: list[ProductPicture]) -> list[list[ProductPicture]]:
    """The files of each size, which differ in their type: resizing takes as long as both encoders."""
    found: dict[tuple[object, float], list[ProductPicture]] = defaultdict(list)
    for file in files:
        found[file.aspect_ratio, file.width].append(file)
    return list(found.values())


def prepared(original: Image.Image) -> Image.Image:
    """The picture upright, in sRGB, reduced, with the page’s background instead of transparency."""
    factor = SHORTER_SIDE / min(original.size)
    if factor < 1:
        size = (round(original.width * factor), round(original.height * factor))
        original.draft("RGB", size)  # a JPEG is decoded smaller at once
        original.thumbnail(size)
    return _flat(_in_srgb(original))


def _in_srgb(picture: Image.Image) -> Image.Image:
    """django-pictures’ own conversion; an unreadable colour profile is ignored."""
    try:
        return PillowPicture.pre_process(picture)
    except (ImageCms.PyCMSError, OSError, ValueError):
        picture.info.pop("icc_profile", None)
        return PillowPicture.pre_process(picture)


def _flat(picture: Image.Image) -> Image.Image:
    """Put the picture on the background, or transparent pixels show their hidden colour, mostly black."""
    ground = Image.new("RGBA", picture.size, BACKGROUND)
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")
