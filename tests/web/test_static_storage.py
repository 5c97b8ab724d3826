"""What a browser may keep for ever, and what it must ask for again."""

import pytest

from shop.web.static_storage import is_immutable


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("/static/js/storefront.0123456789ab.js", True),
        ("/static/CACHE/css/output.200a4890c1a9.css", True),
        ("/static/js/storefront.js", False),
        ("/media/0123456789ab.0123456789ab.jpg", False),
    ],
)
def test_a_hash_in_the_name_makes_a_file_immutable(url: str, kept: bool) -> None:
    assert is_immutable(url, url) is kept
