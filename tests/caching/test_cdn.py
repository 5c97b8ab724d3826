"""A CDN gets PURGE requests for what has changed; here it is a server that records them."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from guides.demo.pages import load_pages
from guides.models import GuideIndexPage
from shop.catalogue.models import Category, Product
from shop.partner.models import StockRecord
from tests.support import pages as support_pages
from tests.support.factories import a_product
from tests.support.purchases import an_order

pytestmark = pytest.mark.django_db
PRODUCT = {"/shop/sunflower-oil/", "/shop/category/oils/", "/shop/", "/"}


@pytest.fixture
def purged(settings: Any) -> Iterator[set[str]]:
    """The paths that were purged."""
    seen: set[str] = set()

    class Front(BaseHTTPRequestHandler):
        def do_PURGE(self) -> None:
            seen.add(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Log nothing."""

    server = HTTPServer(("127.0.0.1", 0), Front)
    Thread(target=server.serve_forever, daemon=True).start()
    backend = "wagtail.contrib.frontend_cache.backends.HTTPBackend"
    address = f"http://127.0.0.1:{server.server_port}"
    settings.WAGTAILFRONTENDCACHE = {"proxy": {"BACKEND": backend, "LOCATION": address}}
    yield seen
    server.shutdown()
    server.server_close()


@pytest.fixture
def sunflower(db: None) -> Product:
    return a_product(categories=[Category.add_root(name="Oils", slug="oils")], stock=1)


def renames(product: Product) -> None:
    product.title = "Sunrise oil"
    product.save()


def reprices(product: Product) -> None:
    StockRecord.objects.get(product=product).save()


@pytest.mark.parametrize("change", [renames, reprices, an_order, Product.delete])
def test_a_changed_product_is_forgotten_with_its_lists(
    change: Callable[[Any], Any],
    sunflower: Product,
    purged: set[str],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        change(sunflower)
    assert purged >= PRODUCT


def test_a_published_guide_is_forgotten_with_its_lists(
    purged: set[str], django_capture_on_commit_callbacks: Any
) -> None:
    load_pages(pictures=False)
    guide = support_pages.a_guide("toes", parent=GuideIndexPage.objects.get())
    purged.clear()
    with django_capture_on_commit_callbacks(execute=True):
        guide.save_revision().publish()
    assert purged >= {
        "/guides/toes/",
        "/guides/toes/massage/",
        "/guides/",
        "/",
        "/guides/feed/",
        "/sitemap.xml",
    }


def test_what_is_not_committed_is_not_purged(sunflower: Product, purged: set[str]) -> None:
    renames(sunflower)
    assert not purged


def test_without_a_front_cache_a_product_asks_for_nothing(
    sunflower: Product, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("shop.caching.cdn.purge_urls_from_cache", asked.append)
    with django_capture_on_commit_callbacks(execute=True):
        renames(sunflower)
    assert not asked
