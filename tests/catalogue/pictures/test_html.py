"""Browsers choose a file that is as wide as the slot on their screen, and hardly wider."""

import re

import pytest
from django.conf import settings
from PIL import Image

from shop.catalogue.pictures.html import CARD_SIZES, PAGE_SIZES
from shop.demo.data_files import MEDIA, read_products

STEP = settings.PICTURES["CONTAINER_WIDTH"] // settings.PICTURES["GRID_COLUMNS"]
WIDTHS = range(STEP, settings.PICTURES["CONTAINER_WIDTH"] + 1, STEP)
# What the style sheets make of the slots on these screens, in CSS pixels.
BOXES = {
    (CARD_SIZES, 360): 156, (CARD_SIZES, 768): 220, (CARD_SIZES, 1024): 304, (CARD_SIZES, 1440): 267,
    (PAGE_SIZES, 360): 302, (PAGE_SIZES, 768): 352, (PAGE_SIZES, 1440): 570,
}  # fmt: skip


def said(sizes: str, screen: int) -> float:
    """The slot's width as a browser computes it from `sizes`."""
    for part in sizes.split(", "):
        media, length = re.fullmatch(r"(?:\(min-width: (\d+)rem\) )?(\d+(?:px|vw))", part).groups()  # type: ignore[union-attr]
        if media is None or screen >= int(media) * 16:
            return int(length[:-2]) * (screen / 100 if length.endswith("vw") else 1)
    raise AssertionError(sizes)


@pytest.mark.parametrize("density", [1, 2, 3])
@pytest.mark.parametrize(("sizes", "screen"), BOXES)
def test_the_chosen_file_is_wide_enough(sizes: str, screen: int, density: int) -> None:
    chosen = next((one for one in WIDTHS if one >= said(sizes, screen) * density), WIDTHS[-1])
    needed = BOXES[sizes, screen] * density
    assert chosen >= min(needed, WIDTHS[-1])
    assert chosen <= max(needed * 1.6, needed + STEP)


def test_the_demos_originals_are_wide_enough_for_every_file() -> None:
    for product in read_products():
        for image in product["images"]:
            with Image.open(MEDIA / image["file"]) as picture:
                assert min(picture.size) >= 1800, image["file"]
