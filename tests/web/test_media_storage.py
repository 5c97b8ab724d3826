"""A full disk: an error message for the uploader, and no partial file."""

import errno
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.images import get_image_model

from shop.accounts.models import User
from shop.web.media_storage import MediaStorage, is_disk_full
from tests.support.cast import signed_in


class FullAfterTheFirstChunk(ContentFile[bytes]):
    def chunks(self, chunk_size: int | None = None) -> Any:
        yield b"x" * 1000
        raise OSError(errno.ENOSPC, "No space left on device")


def test_what_could_not_be_written_whole_leaves_nothing(tmp_path: Path) -> None:
    storage = MediaStorage(location=tmp_path)
    with pytest.raises(OSError):
        storage.save("a.pdf", FullAfterTheFirstChunk(b""))
    assert not list(tmp_path.iterdir())


def test_a_file_of_that_name_stays(tmp_path: Path) -> None:
    storage = MediaStorage(location=tmp_path)
    storage.save("a.pdf", ContentFile(b"before"))
    with pytest.raises(OSError):
        storage.save("a.pdf", FullAfterTheFirstChunk(b""))
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"before"]


def test_the_cause_counts_however_it_is_wrapped() -> None:
    error = ValueError()
    error.__cause__ = OSError(errno.EDQUOT, "Quota exceeded")
    assert is_disk_full(error)
    assert not is_disk_full(OSError(errno.EACCES, "Permission denied"))
    assert not is_disk_full(None)


@pytest.mark.django_db
def test_an_upload_to_a_full_disk_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(MediaStorage, "_save", full)
    picture = BytesIO()
    Image.new("RGB", (10, 10)).save(picture, "PNG")
    owner: Client = signed_in(User.objects.create_superuser("owner@example.com", "correct horse battery"))
    owner.raise_request_exception = False
    file = SimpleUploadedFile("a.png", picture.getvalue(), "image/png")
    answer = owner.post("/office/images/add/", {"title": "A", "file": file, "description": "A bottle"})
    assert answer.status_code == 507
    assert "no room for this file" in answer.content.decode()
    assert not get_image_model().objects.exists()
