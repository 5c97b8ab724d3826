"""Addresses that mails, search engines and bookmarks rely on."""

import pytest
from django.urls import reverse

STABLE = {
    "catalogue:index": "/shop/",
    "basket:summary": "/basket/",
    "checkout:index": "/checkout/",
    "customer:login": "/account/login/",
    "search:search": "/search/",
    "customer:wishlists-list": "/account/wishlists/",
    "dashboard:index": "/dashboard/",
}


@pytest.mark.parametrize(("name", "address"), STABLE.items())
def test_addresses_are_the_contracts(name: str, address: str) -> None:
    assert reverse(name) == address
