"""The files of a review’s photo, made anew from its pixels: an upload may say where a family lives."""

import secrets
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from PIL import Image, ImageOps

LONGER_SIDE = 1600
SMALL_SIDES = (120, 240)  # of the square beside the text, for screens of one and two pixels a CSS pixel


def photo_name() -> str:
    """A file name that can’t be guessed: the file is stored before staff have seen it."""
    return f"{secrets.token_urlsafe(16)}.webp"


def small_name(name: str | None, side: int) -> str:
    """The name of a small file beside the large one, which has been stored."""
    return str(PurePosixPath(name or "").with_suffix(f".{side}.webp"))


def pixels_of(upload: IO[bytes]) -> Image.Image:
    """The photo upright and in sRGB’s colours, reduced to LONGER_SIDE, without metadata."""
    upload.seek(0)
    with Image.open(upload) as original:
        original.draft("RGB", (LONGER_SIDE, LONGER_SIDE))  # a JPEG is decoded smaller at once
        upright = ImageOps.exif_transpose(original).convert("RGB")
    upright.thumbnail((LONGER_SIDE, LONGER_SIDE))
    return upright


def encoded(picture: Image.Image) -> ContentFile[bytes]:
    """The picture as a WebP file; Pillow writes no metadata that it isn’t given."""
    buffer = BytesIO()
    picture.save(buffer, format="WEBP", quality=80, method=2, exif=b"", icc_profile=b"", xmp=b"")
    return ContentFile(buffer.getvalue())


def store_small(storage: Storage, name: str | None, picture: Image.Image) -> None:
    """Store the square small files beside the large one."""
    for side in SMALL_SIDES:
        storage.save(small_name(name, side), encoded(ImageOps.fit(picture, (side, side))))


def delete_files(large: Any) -> None:
    """Delete a photo’s large file and its small ones."""
    for side in SMALL_SIDES:
        large.storage.delete(small_name(large.name, side))
    large.storage.delete(large.name)
