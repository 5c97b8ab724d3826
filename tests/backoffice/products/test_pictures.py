"""Pictures of a product in the office: several at once, each with its alternative text."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.support.factories import a_product_in_sizes

pytestmark = pytest.mark.django_db


def photo(side: int = 640) -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (side, side), "olive").save(file, "JPEG")
    return SimpleUploadedFile("photo.jpg", file.getvalue(), "image/jpeg")


def test_two_pictures_come_at_once_one_of_a_size(shopkeeper: Client) -> None:
    oil = a_product_in_sizes("Marigold oil")
    size = oil.children.order_by("volume_ml").first()
    url = f"/office/products/{oil.pk}/pictures/"
    sent: dict[str, Any] = {"new-0-file": photo(), "new-0-caption": "A bottle", "new-0-place": 1}
    sent |= {"new-1-file": photo(), "new-1-caption": "A small one", "new-1-place": 0, "new-1-shows": size.pk}
    assert shopkeeper.post(url, sent).status_code == 302
    assert (oil.images.get().caption, oil.images.get().display_order) == ("A bottle", 1)
    assert size.images.get().caption == "A small one"


def test_a_picture_without_words_is_refused_and_the_other_one_saved(shopkeeper: Client) -> None:
    oil = a_product_in_sizes("Marigold oil")
    url = f"/office/products/{oil.pk}/pictures/"
    sent = {"new-0-file": photo(), "new-1-file": photo(), "new-1-caption": "A bottle"}
    answer = shopkeeper.post(url, sent)
    assert answer.status_code == 422
    assert "Say what can be seen." in answer.content.decode()
    assert oil.images.get().caption == "A bottle"


def test_words_and_order_are_changed_and_a_picture_removed(shopkeeper: Client) -> None:
    oil = a_product_in_sizes("Marigold oil")
    url = f"/office/products/{oil.pk}/pictures/"
    shopkeeper.post(url, {"new-0-file": photo(), "new-0-caption": "A bottle"})
    image = oil.images.get()
    key = f"picture-{image.pk}"
    shopkeeper.post(url, {f"{key}-caption": "A brown bottle", f"{key}-place": 3, f"{key}-shows": oil.pk})
    image.refresh_from_db()
    assert (image.caption, image.display_order) == ("A brown bottle", 3)
    shopkeeper.post(url, {f"{key}-remove": "on"})
    assert not oil.images.exists()


def test_a_picture_too_small_for_a_phone_is_refused(shopkeeper: Client) -> None:
    oil = a_product_in_sizes("Marigold oil")
    sent = {"new-0-file": photo(599), "new-0-caption": "A bottle"}
    answer = shopkeeper.post(f"/office/products/{oil.pk}/pictures/", sent)
    assert "599 × 599 pixels" in answer.content.decode()
    assert not oil.images.exists()
