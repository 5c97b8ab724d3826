"""Checks uploaded pictures. Every form that takes one has the same formats, limits and messages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image, ImageFile, UnidentifiedImageError

from shop.fields.file_store import check_store
from shop.settings.uploads import FORMATS, MAX_PIXELS, MEGABYTES

EIGHT_BITS = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"}
MULTI_PICTURE = "MPO"  # a phone's JPEG with a second view behind the picture

UNKNOWN = "This file isn’t a JPEG, PNG, WebP or AVIF picture. Please save the picture as one of these."
DAMAGED = "This picture is damaged or incomplete. Please upload it again."
ANIMATED = "Animated pictures can’t be used. Please upload a still one."
TOO_DEEP = "This picture has more than 8 bits for each colour. Please save it as an ordinary 8-bit picture."
TOO_HEAVY = f"This file is larger than {MEGABYTES} MB. Please save the picture smaller."


def check_picture(file: File[Any]) -> None:
    """Raise ValidationError unless the file is a complete still picture that Pillow can process.

    Pillow's `verify` reads only the header of a JPEG. So the pixels are decoded here, at an eighth of their
    size where the format allows it.
    """
    if file.size > MEGABYTES * 1024 * 1024:
        raise ValidationError(TOO_HEAVY, code="too_heavy")
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            _check_kind(picture)
            picture.draft("RGB", (picture.width // 8, picture.height // 8))
            # WeasyPrint's import lets Pillow accept files cut short, for the whole process.
            ImageFile.LOAD_TRUNCATED_IMAGES = False
            picture.load()
    except ValidationError:
        raise
    except UnidentifiedImageError as error:
        raise ValidationError(UNKNOWN, code="unknown_format") from error
    except Image.DecompressionBombError as error:
        raise ValidationError(_too_large(None), code="too_many_pixels") from error
    except Exception as error:  # decoders raise all kinds of exceptions for broken files
        raise ValidationError(DAMAGED, code="damaged") from error
    finally:
        file.seek(0)


def _check_kind(picture: Image.Image) -> None:
    pixels = picture.width * picture.height
    if pixels > MAX_PIXELS:
        raise ValidationError(_too_large(pixels), code="too_many_pixels")
    if picture.format != MULTI_PICTURE and getattr(picture, "n_frames", 1) > 1:
        raise ValidationError(ANIMATED, code="animated")
    if picture.mode not in EIGHT_BITS:
        raise ValidationError(TOO_DEEP, code="too_deep")


def _too_large(pixels: int | None) -> str:
    size = f"{round(pixels / 1_000_000)} megapixels" if pixels else "too many pixels"
    return (
        f"This picture has {size}; the most is {MAX_PIXELS // 1_000_000} megapixels. "
        "Please save it smaller: 2,000 pixels on the longer side are plenty."
    )


class CheckedPictureMixin(forms.Field):
    """For an image field: runs `check_picture` and `check_store` before its own validation."""

    def to_python(self, data: Any) -> Any:
        """Called by the form; raises ValidationError."""
        if data not in self.empty_values and hasattr(data, "read"):
            check_picture(data)
            check_store()
        return super().to_python(data)


class PictureUpload(CheckedPictureMixin, forms.ImageField):
    """A form field for one checked picture."""
