"""The sitemap names every room's public pages under the shop's own address."""

import re

import pytest
from django.conf import settings
from django.test import Client

from shop.web.sitemaps import PageSitemap, sitemaps


def rooms(kind: type = PageSitemap) -> set[type]:
    return {one for child in kind.__subclasses__() for one in {child, *rooms(child)}}


def test_every_sitemap_class_is_in_the_settings() -> None:
    assert set(sitemaps()) == rooms()
    assert len(sitemaps()) > 1


@pytest.mark.usefixtures("demo_shop")
def test_each_page_is_listed_once_under_our_address() -> None:
    text = Client().get("/sitemap.xml", headers={"host": "localhost"}).content.decode()
    addresses = re.findall(r"<loc>(.*?)</loc>", text)
    assert len(addresses) == len(set(addresses)) == sum(len(list(one().items())) for one in sitemaps())
    assert all(address.startswith(f"{settings.SHOP_URL}/") for address in addresses)
    assert re.search(r"<lastmod>\d{4}-\d\d-\d\dT", text)
