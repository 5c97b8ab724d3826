"""A damaged picture in the office: a sentence beside the field, and what was typed is still there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.accounts.models import User
from shop.fields.picture_upload import DAMAGED
from tests.support.cast import signed_in
from tests.uploads.pictures import PHOTO_CUT_SHORT, encoded, noise


@pytest.fixture
def owner(db: None) -> Client:
    return signed_in(User.objects.create_superuser("owner@example.com", "correct horse battery"))


@pytest.fixture
def damaged() -> SimpleUploadedFile:
    data = encoded(noise(), "JPEG")[:-PHOTO_CUT_SHORT]
    return SimpleUploadedFile("bottle.jpg", data, "image/jpeg")


def test_the_cms_says_so_and_keeps_what_was_typed(owner: Client, damaged: SimpleUploadedFile) -> None:
    answer = owner.post("/office/images/add/", {"title": "A tall bottle", "file": damaged})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert DAMAGED in page
    assert "A tall bottle" in page


def test_a_room_of_ours_says_so_and_keeps_what_was_typed(owner: Client, damaged: SimpleUploadedFile) -> None:
    typed = {"name": "Gift boxes", "is_public": "on"}
    answer = owner.post("/office/lists/categories/new/", typed | {"image": damaged})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert DAMAGED in page
    assert "Gift boxes" in page
