"""The sitemap names every room's public pages under the shop's own address."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from shop.catalogue.models import Product
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


@pytest.mark.usefixtures("demo_shop")
def test_the_pictures_of_pages_are_listed_and_open() -> None:
    text = Client().get("/sitemap.xml", headers={"host": "localhost"}).content.decode()
    pictures = re.findall(r"<image:loc>(.*?)</image:loc>", text)
    assert len(pictures) > len(Product.objects.browsable()) / 2
    assert all(media_file(address).is_file() for address in pictures)


def media_file(address: str) -> Path:
    """Where the file of an address stands; media are served by the proxy."""
    path = unquote(urlsplit(address).path)
    return Path(settings.MEDIA_ROOT) / path.removeprefix(settings.MEDIA_URL)
