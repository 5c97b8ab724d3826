"""While the bucket of the uploads is away: forms say so, nothing typed is lost, and pictures are a 503."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.fields.file_store import AWAY, StoreAway
from shop.settings.buckets import media_storage
from tests.uploads.pictures import encoded, noise

NOBODY = "s3://oils/shop?endpoint=http://127.0.0.1:9&region=eu-west-2"  # a port at which nobody listens
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(autouse=True)
def away(settings: Any) -> None:
    settings.MEDIA_STORAGE = NOBODY
    settings.STORAGES = {**settings.STORAGES, "default": media_storage(NOBODY, key_id="key", secret="hush")}


def a_picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("bottle.png", encoded(noise(), "PNG"), "image/png")


def test_a_picture_of_the_cms_is_refused_beside_its_field(admin_client: Client) -> None:
    answer = admin_client.post("/office/images/add/", {"title": "A tall bottle", "file": a_picture()})
    assert answer.status_code == 200
    assert AWAY in answer.content.decode()
    assert "A tall bottle" in answer.content.decode()


def test_a_document_is_refused_beside_its_field(admin_client: Client) -> None:
    file = SimpleUploadedFile("leaflet.pdf", PDF, "application/pdf")
    answer = admin_client.post(
        "/office/documents/add/", {"title": "A leaflet", "file": file, "collection": 1}
    )
    assert answer.status_code == 200
    assert AWAY in answer.content.decode()


@pytest.mark.parametrize("way", ["save", "open", "delete"])
def test_whoever_asks_it_is_told(way: str) -> None:
    """Files of a person that were not deleted must not count as deleted."""
    more = [ContentFile(b"x")] if way == "save" else []
    with pytest.raises(StoreAway):
        getattr(default_storage, way)("images/a.png", *more)


@pytest.mark.django_db
def test_a_stored_picture_is_back_in_a_moment(client: Client) -> None:
    answer = client.get("/media/images/a.png")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_bucket_that_goes_after_the_form_was_checked_is_told(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shop.fields.picture_upload.check_store", lambda: None)
    admin_client.raise_request_exception = False
    answer = admin_client.post("/office/images/add/", {"title": "A tall bottle", "file": a_picture()})
    assert answer.status_code == 503
    assert "can’t store files just now" in answer.content.decode()
