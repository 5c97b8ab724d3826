"""Accept-Encoding as RFC 9110 reads it."""

import pytest

from shop.caching.encodings import best_encoding


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, br", "br"),
        ("br", "br"),
        ("gzip", "gzip"),
        ("deflate", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("gzip, *;q=0", "gzip"),
        ("br;q=0.000, gzip", "gzip"),
        ("br;q=0, gzip;q=0.0", ""),
        ("br;q=0.001", "br"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("gzip ; q = 1 , br ; q=0", "gzip"),
        ("BR;Q=1", "br"),
        ("identity;q=1, gzip;q=0.5", ""),
        ("identity;q=0, gzip;q=0.5", "gzip"),
        ("br;q=nonsense, gzip", "gzip"),
        ("brotli, gzipped", ""),
        ("br;level=5;q=0, gzip", "gzip"),
        (";,=;q", ""),
    ],
)
def test_the_header_decides(accepted: str, encoding: str) -> None:
    assert best_encoding(accepted) == encoding
