"""What a browser may keep for ever, and what it must ask for again."""

from pathlib import Path

import pytest

from shop.web.static_storage import HashedStorage, is_immutable


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


@pytest.fixture
def storage(tmp_path: Path) -> HashedStorage:
    return HashedStorage(location=tmp_path)


def test_a_content_under_two_names_is_compressed_once(tmp_path: Path, storage: HashedStorage) -> None:
    compressor = storage.create_compressor(quiet=True)
    compressor.compress_brotli.cache_clear()
    for name in ("storefront.js", "storefront.0123456789ab.js"):
        (tmp_path / name).write_text("let basket = [];" * 50)
        compressor.compress(str(tmp_path / name))
    assert compressor.compress_brotli.cache_info().misses == 1
    assert len({file.read_bytes() for file in tmp_path.glob("*.br")}) == 1
    assert len(list(tmp_path.glob("*.br"))) == len(list(tmp_path.glob("*.gz"))) == 2


@pytest.mark.parametrize(("name", "is_asked_for"), [("a.css", True), ("a.css.map", False), ("a.png", False)])
def test_what_browsers_ask_for_and_can_shrink_is_compressed(
    storage: HashedStorage, name: str, is_asked_for: bool
) -> None:
    assert storage.create_compressor(quiet=True).should_compress(name) is is_asked_for
