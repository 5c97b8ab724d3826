"""Pictures of products name a file for every screen, and say what they show where nothing else does."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.files import File
from PIL import Image

from shop.catalogue.models import ProductImage
from shop.catalogue.pictures import html, slots
from shop.demo.data_files import MEDIA, read_products
from shop.settings.pictures import PICTURE_WIDTHS
from tests.support.factories import a_product


@pytest.fixture
def image(db: None, settings: object, tmp_path: object) -> ProductImage:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    made = ProductImage(product=a_product("Travel trio"), caption="Three small bottles")
    with (MEDIA / "travel-trio-1.jpg").open("rb") as source:
        made.original.save("trio.jpg", File(source))
    return made


def tags(markup: str) -> tuple[Tag, list[Tag]]:
    """The img and its sources."""
    soup = BeautifulSoup(markup, "html.parser")
    img = soup.img
    assert img
    return img, soup.find_all("source")


def test_every_width_is_offered_in_both_types(image: ProductImage) -> None:
    _, sources = tags(html.card_picture(image, "Travel trio"))
    assert [source["type"] for source in sources] == ["image/avif", "image/webp"]
    for source in sources:
        found = [int(part.split()[1].removesuffix("w")) for part in str(source["srcset"]).split(", ")]
        assert found == PICTURE_WIDTHS
        assert source["sizes"] == slots.CARD


def test_the_caption_is_the_alternative_text_but_beside_a_name(image: ProductImage) -> None:
    assert tags(html.card_picture(image, "Travel trio"))[0]["alt"] == "Three small bottles"
    assert tags(html.gallery_thumbnail(image))[0]["alt"] == ""
    assert tags(html.thumbnail(image))[0]["alt"] == ""


def test_only_the_first_picture_loads_at_once(image: ProductImage) -> None:
    first, _ = tags(html.gallery_picture(image, "", first=True, alone=False))
    later, _ = tags(html.gallery_picture(image, "", first=False, alone=False))
    assert (first["loading"], first["fetchpriority"], later["loading"]) == ("eager", "high", "lazy")


def test_the_link_behind_a_picture_opens_its_largest_file(image: ProductImage) -> None:
    assert html.largest_file(image).endswith("/1800w.webp")


def test_a_product_without_a_picture_has_none() -> None:
    assert html.card_picture(None, "Oil") == html.thumbnail(None) == ""


def test_the_demos_originals_are_wide_enough_for_every_file() -> None:
    for product in read_products():
        for image in product["images"]:
            with Image.open(MEDIA / image["file"]) as picture:
                assert min(picture.size) >= PICTURE_WIDTHS[-1], image["file"]
