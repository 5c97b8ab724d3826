"""Addresses that would lead buyers elsewhere, or nowhere, stop the start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from shop.settings.proxy import check_address


def test_a_slash_at_the_end_is_left_out() -> None:
    assert check_address("https://shop.example/", ["shop.example"]) == "https://shop.example"


def test_hosts_below_a_domain_count() -> None:
    assert check_address("https://www.shop.example", [".shop.example"])


@pytest.mark.parametrize(
    ("url", "hosts", "says"),
    [
        ("https://shop.example", ["*"], "ALLOWED_HOSTS must list"),
        ("https://shop.example", ["www.shop.example"], "ALLOWED_HOSTS has only"),
        ("shop.example", ["shop.example"], "SHOP_URL must be an address"),
        ("https://shop.example/shop", ["shop.example"], "SHOP_URL must be an address"),
    ],
)
def test_an_address_that_cannot_work_is_refused(url: str, hosts: list[str], says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says):
        check_address(url, hosts)
