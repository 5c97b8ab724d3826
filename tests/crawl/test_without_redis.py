"""With its Redis dead every page and the whole way to a paid order answer as they do with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from shop.caching.outage import outages
from shop.settings.caches import caches
from tests.crawl.conftest import Crawl
from tests.crawl.states import every_state
from tests.support.crawler import HOST, STARTS, Walk

NOWHERE = "redis://127.0.0.1:9/0"


@pytest.fixture
def _no_redis(demo_shop: None, settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.CACHES = caches(NOWHERE, tmp_path)
    settings.PAGE_CACHE = True
    yield
    outages.clear()


@pytest.mark.usefixtures("_no_redis")
def test_every_step_of_buying_answers_as_with_redis(crawl: Crawl) -> None:
    states, _ = every_state()
    found = {(page.who, page.url.split("/")[1]): page.status for page in states}
    assert found == {(page.who, page.url.split("/")[1]): page.status for page in crawl.states}


@pytest.mark.usefixtures("_no_redis")
def test_every_public_page_answers() -> None:
    walk = Walk("a stranger", Client(headers={"host": HOST}, raise_request_exception=False))
    walk.start([*STARTS, "/search/?q=oil", "/account/", "/guides/feed/"])
    assert len(walk.seen) > 100
    assert not {url: page.status for url, page in walk.seen.items() if page.status >= 500}
