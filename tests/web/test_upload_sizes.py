"""Every form that takes a file says which size is too large, before it works on the file."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.web.upload_sizes import KILOBYTE, MEGABYTE, AtMost
from tests.support.factories import a_product
from tests.support.pages import a_picture
from tests.web.upload_ways import Way, upload_ways

LARGEST = 25 * 1024 * 1024  # what the proxies let through
SAYS = ("At most", "is larger than", "too big")


def says_why(client: Client, way: Way) -> bool:
    """Whichever kind of file it takes: other kinds may be refused before anybody looks at the size."""
    answers = (way.send(client, name, b"%PDF-" + b"x" * LARGEST) for name in ("a.csv", "a.jpg", "a.pdf"))
    return any(words in answer.content.decode() for answer in answers for words in SAYS)


@pytest.mark.long
def test_every_upload_says_what_is_too_large(admin_client: Client, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    admin_client.raise_request_exception = False  # the CMS has a page that only raises
    ways = upload_ways(admin_client, {a_picture().pk, a_product().pk})
    assert {"/office/newsletter/import/", "/office/redirects/import/"} <= {way.path for way in ways}
    assert [way.path for way in ways if not says_why(admin_client, way)] == []


@pytest.mark.parametrize(
    ("size", "words"), [(10 * MEGABYTE, "At most 10 MB"), (100 * KILOBYTE, "At most 100 KB")]
)
def test_the_limit_itself_is_allowed(size: int, words: str) -> None:
    AtMost(size)(SimpleUploadedFile("a.csv", b"x" * size))
    with pytest.raises(ValidationError, match=words):
        AtMost(size)(SimpleUploadedFile("a.csv", b"x" * (size + 1)))
