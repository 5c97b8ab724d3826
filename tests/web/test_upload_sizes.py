"""Every form that takes a file says which size is too large, before it works on the file."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shop.web.upload_sizes import KILOBYTE, MEGABYTE, AtMost
from tests.support.left_empty import frames_left_empty
from tests.web.upload_ways import Way

LARGEST = 25 * 1024 * 1024  # what the proxies let through
SAYS = ("At most", "is larger than", "too big")


def says_why(client: Client, way: Way) -> bool:
    """Whichever kind of file it takes: other kinds may be refused before anybody looks at the size."""
    answers = (way.send(client, name, b"%PDF-" + b"x" * LARGEST) for name in ("a.csv", "a.jpg", "a.pdf"))
    return any(words in answer.content.decode() for answer in answers for words in SAYS)


@pytest.mark.long
@frames_left_empty()
def test_every_upload_says_what_is_too_large(owner: Client, ways: list[Way]) -> None:
    assert {"/office/newsletter/import/", "/office/redirects/import/"} <= {way.path for way in ways}
    assert [way.path for way in ways if not says_why(owner, way)] == []


@pytest.mark.parametrize(
    ("size", "words"), [(10 * MEGABYTE, "At most 10 MB"), (100 * KILOBYTE, "At most 100 KB")]
)
def test_the_limit_itself_is_allowed(size: int, words: str) -> None:
    AtMost(size)(SimpleUploadedFile("a.csv", b"x" * size))
    with pytest.raises(ValidationError, match=words):
        AtMost(size)(SimpleUploadedFile("a.csv", b"x" * (size + 1)))
