"""AVIF files of the library's pictures come from our encoder and show the same picture."""

import io
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from PIL import Image, ImageCms, UnidentifiedImageError
from willow.image import Image as WillowImage

from guides.fast_avif import SPEED

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def avif_of(picture: Image.Image, **options: object) -> Image.Image:
    """The picture as Wagtail makes it: read from a file, saved through Willow's registry."""
    source, made = io.BytesIO(), io.BytesIO()
    picture.save(source, "PNG" if picture.mode != "CMYK" else "JPEG", **options)
    source.seek(0)
    WillowImage.open(source).save_as_avif(made)
    return Image.open(made)


def test_pillow_writes_them_at_our_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    ours: Any = Image.SAVE["AVIF"]
    told: list[dict[str, object]] = []
    monkeypatch.setitem(
        Image.SAVE, "AVIF", partial(ours.func, lambda image, *_: told.append(image.encoderinfo))
    )
    with suppress(UnidentifiedImageError):  # nothing was written
        avif_of(Image.new("RGB", (60, 40)))
    assert told[0]["speed"] == SPEED


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "CMYK"])
def test_every_kind_of_picture_becomes_avif(mode: str) -> None:
    made = avif_of(Image.new("RGB", (60, 40), "#dfe5d3").convert(mode))
    assert (made.format, made.size) == ("AVIF", (60, 40))


def test_colour_profiles_stay() -> None:
    made = avif_of(Image.new("RGB", (60, 40), "#dfe5d3"), icc_profile=SRGB)
    assert made.info["icc_profile"] == SRGB


def test_transparent_parts_stay() -> None:
    made = avif_of(Image.new("RGBA", (60, 40), (0, 0, 0, 0)))
    assert made.getchannel("A").getextrema() == (0, 0)
