"""Tracking parameters in addresses don't change any page or cache key."""

from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from tests.crawl.conftest import Crawl
from tests.support.crawler import HOST

MARKS = "utm_source=x&utm_campaign=%3Cb%3E&gclid=1&fbclid=2&srsltid=3&msclkid=4&mc_eid=5&from=7"


def _public(client: Client, path: str) -> bool:
    return "s-maxage" in client.get(path).headers.get("Cache-Control", "")


@pytest.mark.usefixtures("demo_shop")
def test_every_public_page_is_one_page_with_any_mark(crawl: Crawl, settings: Any) -> None:
    settings.PAGE_CACHE = True
    client = Client(headers={"host": HOST})
    paths = [url for url in crawl.stranger.seen if "?" not in url and _public(client, url)]
    assert len(paths) > 40
    entries = len(caches["pages"]._cache)  # type: ignore[attr-defined]
    differing = [path for path in paths if client.get(f"{path}?{MARKS}").content != client.get(path).content]
    assert not differing
    assert len(caches["pages"]._cache) == entries  # type: ignore[attr-defined]
