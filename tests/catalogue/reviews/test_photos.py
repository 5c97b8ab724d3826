"""A review’s photos: checked, without metadata, and shown only after staff have seen them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.reviews import moderation
from shop.catalogue.reviews.models import ProductReview, ReviewPhoto
from shop.fields.picture_upload import DAMAGED
from tests.catalogue.reviews.test_pages import TEXT
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.uploads.pictures import bad, encoded, noise, plain

URL = "/shop/jojoba/reviews/add/"
ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def oil(db: None) -> Product:
    return a_product("Jojoba")


def a_file(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("home.jpg", data or encoded(plain(), "JPEG"), "image/jpeg")


def from_a_phone() -> SimpleUploadedFile:
    """A photo on its side that says who took it where."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Zoe’s phone"
    exif.get_ifd(GPS)[1] = "N"
    return a_file(encoded(plain(size=(2000, 1000)), "JPEG", exif=exif))


def send(user: User, *photos: SimpleUploadedFile, **more: str) -> Any:
    return signed_in(user).post(URL, {**TEXT, **more, "photos": list(photos)})


def a_sent_photo(user: User) -> ReviewPhoto:
    assert send(user, a_file()).status_code == 302
    return ReviewPhoto.objects.get()


def test_nothing_of_the_uploaded_file_but_its_pixels_is_stored(oil: Product, ada: User) -> None:
    assert send(ada, from_a_phone()).status_code == 302
    photo = ReviewPhoto.objects.get()
    assert (photo.width, photo.height) == (800, 1600)
    with photo.large.open() as stored:
        content = stored.read()
    assert b"Zoe" not in content and b"Exif" not in content
    assert not Image.open(BytesIO(content)).getexif()


def test_the_small_files_are_squares(oil: Product, ada: User) -> None:
    send(ada, from_a_phone())
    name = ReviewPhoto.objects.get().large.name
    for side in (120, 240):
        with default_storage.open(name.replace(".webp", f".{side}.webp")) as file, Image.open(file) as small:
            assert small.size == (side, side)


@pytest.mark.parametrize("kind", ["a JPEG cut short", "a GIF", "a drawing", "a page"])
def test_a_file_that_is_no_picture_is_refused_and_the_words_stay(oil: Product, ada: User, kind: str) -> None:
    answer = send(ada, a_file(bad()[kind]))
    assert "It spreads well." in answer.content.decode()
    assert not ProductReview.objects.exists()
    if kind == "a JPEG cut short":
        assert DAMAGED in answer.content.decode()


def test_at_most_three_photos(oil: Product, ada: User) -> None:
    answer = send(ada, *(a_file() for _ in range(4)))
    assert "at most 3 photos" in answer.content.decode()
    assert send(ada, *(a_file() for _ in range(3))).status_code == 302
    assert ReviewPhoto.objects.count() == 3


def test_a_photo_is_shown_once_review_and_photo_are_approved(
    oil: Product, ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    photo = a_sent_photo(ada)
    assert not is_seen(photo)
    with django_capture_on_commit_callbacks(execute=True):
        moderation.publish(review=photo.review, by=None)
    assert not is_seen(photo)
    with django_capture_on_commit_callbacks(execute=True):
        moderation.show_photo(photo=photo, by=None)
    assert is_seen(photo)


def is_seen(photo: ReviewPhoto) -> bool:
    pages = [Client().get(path).content.decode() for path in ("/shop/jojoba/", "/shop/jojoba/reviews/")]
    seen = {photo.large.url in page for page in pages}
    assert len(seen) == 1, "one page shows it and the other doesn’t"
    return seen.pop()


def test_a_refused_reviews_photos_are_deleted_with_their_files(
    oil: Product, ada: User, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    photo = a_sent_photo(ada)
    assert len(list(media.rglob("*.webp"))) == 3
    with django_capture_on_commit_callbacks(execute=True):
        moderation.refuse(review=photo.review, reason="abuse", by=None)
    assert not ReviewPhoto.objects.exists()
    assert not list(media.rglob("*.webp"))


def test_closing_the_account_removes_photos_and_age_and_leaves_the_words(oil: Product, ada: User) -> None:
    send(ada, a_file(), baby_months="5")
    ada.delete()
    review = ProductReview.objects.get()
    assert (review.user, review.baby_months, review.body) == (None, None, "It spreads well.")
    assert not ReviewPhoto.objects.exists()


def test_noise_isnt_stored_larger_than_it_is_shown(oil: Product, ada: User) -> None:
    send(ada, a_file(encoded(noise(2400), "JPEG")))
    assert ReviewPhoto.objects.get().width == 1600
