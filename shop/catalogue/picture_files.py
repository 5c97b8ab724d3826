"""Makes a product picture's AVIF and WebP files, at once and fast."""

import io
from typing import Any

from django.core.files.base import ContentFile
from pictures.models import PillowPicture
from pictures.tasks import _process_picture

# AVIF at this speed takes a twentieth of the default's time for files a tenth larger.
OPTIONS: dict[str, dict[str, int]] = {"AVIF": {"speed": 8, "quality": 62}, "WEBP": {"quality": 80}}


class ProductPicture(PillowPicture):
    """One file of a picture, without the alpha channel that no product photo has."""

    def save(self, image: Any) -> None:
        """Write the file under its own name, replacing what was there.

        Called by django-pictures for each width and type; its own save takes the slow encoder.
        """
        buffer = io.BytesIO()
        self.resize(image).convert("RGB").save(buffer, format=self.file_type, **OPTIONS[self.file_type])
        self.storage.delete(self.name)
        self.storage.save(self.name, ContentFile(buffer.getvalue()))


def process(**picture: Any) -> None:
    """Make the files before the row is saved, so that no page asks for one that isn't there.

    Eight small files take a quarter of a second: too little to be worth a task and its race.
    """
    _process_picture(**picture)
