"""The buyer's photo: checked, made anew without the camera's data, and small enough for the database."""

from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image, ImageOps

from shop.fields.picture_upload import DAMAGED, check_picture

LONGEST_SIDE = 1600  # pixels: enough to see a crack
QUALITY = 80


class PhotoField(forms.FileField):
    """A form field whose value is the bytes of a JPEG, or None."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})

    def to_python(self, data: File[bytes] | None) -> bytes | None:  # type: ignore[override]
        """Called by the form; raises ValidationError."""
        file = super().to_python(data)
        if file is None:
            return None
        check_picture(file)
        return as_plain_jpeg(file)


def as_plain_jpeg(file: File[bytes]) -> bytes:
    """A new picture of the pixels alone: no EXIF, no place, no time, no second picture behind it."""
    try:
        with Image.open(file) as picture:
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # first: copies of a large one take memory
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError) as error:
        raise ValidationError(DAMAGED, code="damaged") from error
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    made = BytesIO()
    plain.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()
