"""A page of a large shop asks and computes what it does in a small one: queries and calls, which hold still
where seconds don't. `make bench` has the seconds."""

import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.demo.pages import load_pages
from shop.catalogue.models import Category
from tests.support import pages
from tests.support.factories import a_product

PAGES = {
    "home": "/",
    "shop": "/shop/",
    "filtered": "/shop/?size=everyday&sort=price",
    "category": "/shop/category/oils/",
    "product": "/shop/rare-balm/",
    "search": "/search/?q=rare",
    "search, misspelt": "/search/?q=rarre",
    "suggestions": "/search/suggest/?q=rar",
    "guide": "/guides/rare-guide/",
    "all guides": "/guides/",
    "series": "/guides/walking/",
    "techniques": "/guides/techniques/",
    "feed": "/guides/feed/",
    "sitemap": "/sitemap.xml",
    "delivery": "/delivery/",
}


def grow(category: Category, technique: Any, first: int, last: int) -> None:
    for n in range(first, last):
        a_product(f"Sunflower oil {n}", slug=f"sunflower-{n}", categories=[category], volume_ml=100)
        body = [("technique", {"technique": technique.pk, "note": ""})]
        pages.a_guide(f"guide-{n}", title=f"Guide {n}", body=body)


def measure(path: str) -> tuple[int, int]:
    """Queries and calls of a page that was asked for before."""
    client = Client()
    for _ in range(2):
        assert client.get(path).status_code == 200
    calls = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    with CaptureQueriesContext(connection) as queries:
        sys.setprofile(count)
        try:
            client.get(path)
        finally:
            sys.setprofile(None)
    return len(queries), calls


@pytest.fixture
def shop(db: None, django_capture_on_commit_callbacks: Any) -> Callable[[int, int], None]:
    """A shop that grows; one page of each list is full from the start."""
    category = Category.add_root(name="Oils", slug="oils")
    with django_capture_on_commit_callbacks(execute=True):
        load_pages(pictures=False)
        technique = pages.a_technique("Toe count")
        pages.a_guide("part", parent=pages.a_series())
        pages.a_guide("rare-guide", title="Rare guide")
        a_product("Rare balm", slug="rare-balm", categories=[category])

    def to(first: int, last: int) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            grow(category, technique, first, last)

    to(0, 35)
    return to


def test_no_page_costs_more_in_a_larger_shop(shop: Callable[[int, int], None]) -> None:
    small = {name: measure(path) for name, path in PAGES.items()}
    shop(35, 140)
    large = {name: measure(path) for name, path in PAGES.items()}
    assert {name: found for name, (found, _) in large.items()} == {
        name: found for name, (found, _) in small.items()
    }
    grown = {name: large[name][1] / small[name][1] for name in PAGES}
    assert not {name: factor for name, factor in grown.items() if factor > 1.1}
    assert not {name for name, (found, _) in large.items() if found}


@pytest.mark.parametrize(("typed", "asked"), [("rare", 2), ("nothing", 2), ("rarre", 4), ("rare+walking", 4)])
def test_a_new_search_asks_each_index_for_all_words_then_for_any(
    shop: Callable[[int, int], None], typed: str, asked: int
) -> None:
    client = Client()
    client.get("/search/?q=sunflower")  # what all searches share is there
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/search/?q={typed}")
    assert len(queries) == asked
