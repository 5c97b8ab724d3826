import pytest
from django.test import RequestFactory

from shop.web.same_origin import is_same_origin

CASES = [
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
    ({"Origin": "http://testserver"}, True),
    ({"Origin": "https://evil.example"}, False),
    ({"Origin": "null"}, False),
    ({}, True),
]


@pytest.mark.parametrize(("headers", "allowed"), CASES)
def test_only_our_own_pages_may_post(headers: dict[str, str], allowed: bool) -> None:
    assert is_same_origin(RequestFactory().post("/", headers=headers)) is allowed
