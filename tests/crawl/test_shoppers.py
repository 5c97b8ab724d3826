"""Two signed-in shoppers with different baskets walk the shop behind its page cache, one after the other.

Pages that one of them causes to be cached are shown to the other, so they may contain nothing personal.
"""

import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from shop.accounts.models import User
from shop.caching.cached_page import CachedPage
from shop.catalogue.models import Product
from tests.support.crawler import HOST, STARTS, Walk

NAMES = {"Ada": "Adelheid-Quillfeather", "Ben": "Benedikt-Underhill"}
STARTED = (*STARTS, "/basket/", "/account/", "/account/profile/", "/checkout/", "/guides/feed/")


@dataclass
class Visit:
    """One shopper's walk: each answer by its address."""

    who: User
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def public(self) -> dict[str, bytes]:
        """The bodies of all publicly cacheable responses."""
        return {
            url: answer.content
            for url, answer in self.answers.items()
            if "s-maxage" in answer.headers.get("Cache-Control", "") and not answer.streaming
        }


@pytest.fixture
def visits(demo_shop: None, settings: Any) -> Iterator[list[Visit]]:
    settings.PAGE_CACHE = True
    products = list(Product.objects.filter(structure="standalone", is_public=True)[:2])
    yield [visit(name, product) for name, product in zip(NAMES, products, strict=True)]


def visit(name: str, product: Product) -> Visit:
    user = User.objects.create_user(f"{name.lower()}@quills.example", first_name=name, last_name=NAMES[name])
    shopper = Visit(user)

    class Browser(Client):
        def get(self, path: str, *args: Any, **kwargs: Any) -> Any:
            shopper.answers[path] = super().get(path, *args, **kwargs)
            return shopper.answers[path]

    browser = Browser(headers={"host": HOST})
    browser.force_login(user)
    browser.post(f"/basket/add/{product.pk}/", {"quantity": 2})
    Walk(name, browser).start(STARTED)
    return shopper


def test_nobody_is_in_what_another_is_shown(visits: list[Visit]) -> None:
    ada, ben = visits
    assert len(ada.public) > 200
    assert ada.public == ben.public
    cached = map(pickle.loads, caches["pages"]._cache.values())
    kept = [page.bodies[""] for page in cached if isinstance(page, CachedPage)]
    assert len(kept) > 200
    words = [word.encode() for one in visits for word in (one.who.email, one.who.last_name)]
    words += [b"csrfmiddlewaretoken"]
    assert not [word for body in [*kept, *ada.public.values()] for word in words if word in body]
    assert not [url for one in visits for url in one.public if one.answers[url].cookies]
    assert NAMES["Ada"].encode() in ada.answers["/account/profile/"].content  # so that she would be found
    assert ada.answers["/basket/"].content != ben.answers["/basket/"].content
