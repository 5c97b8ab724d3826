"""Files as colleagues upload them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from tests.support.html import words_of

URL = "/office/import/"
Send = Callable[..., HttpResponse]


def upload(staff: Client, post: Send, content: str | bytes, *, about: str = "products", **extra: Any) -> str:
    """Upload a file and choose the guessed columns; the page of the file."""
    held = content.encode() if isinstance(content, str) else content
    answer = staff.post(URL, {"file": SimpleUploadedFile("list.csv", held), "about": about})
    assert answer.status_code == 302, words_of(answer)
    page = staff.get(answer.headers["Location"])
    names = {name: field.initial for name, field in page.context["form"].fields.items() if "column" in name}
    sent = post(answer.headers["Location"], names | extra)
    assert sent.status_code == 302, words_of(sent)
    return str(sent.headers["Location"])


def photo(colour: str = "#aabbcc", side: int = 640) -> bytes:
    """A JPEG of one colour."""
    file = BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "JPEG")
    return file.getvalue()


def zipped(**files: bytes) -> bytes:
    """A zip; “__” in a name stands for its point."""
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "."), content)
    return file.getvalue()
