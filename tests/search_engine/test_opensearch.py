"""The search index on an OpenSearch server, spoken to by its HTTP interface."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.test import Client

from shop.catalogue.models import Product
from shop.deployment.checks import search as search_check
from shop.deployment.findings import State
from shop.search_engine.index import _statement, find_ids
from shop.search_engine.outage import SearchAway
from shop.settings.search_backends import search_backends
from tests.search_engine.opensearch_stand_in import Indexes, opensearch
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Any) -> Iterator[Indexes]:
    """An empty server which SEARCH_URL names."""
    with opensearch() as (url, indexes):
        use(settings, url)
        yield indexes
    _statement.cache_clear()


@pytest.fixture
def away(settings: Any) -> Iterator[None]:
    use(settings, "http://127.0.0.1:9/shop")
    yield
    _statement.cache_clear()


def use(settings: Any, url: str) -> None:
    settings.SEARCH_URL = url
    settings.WAGTAILSEARCH_BACKENDS = search_backends(url)
    _statement.cache_clear()


def ids(*products: Product) -> list[int]:
    return sorted(product.pk for product in products)


def test_what_was_indexed_is_found(server: Indexes) -> None:
    quince, pear = a_product("Jojoba quince"), a_product("Jojoba pear")
    call_command("update_index", verbosity=0)
    assert sorted(find_ids(Product, ["jojoba"], operator="and")) == ids(quince, pear)
    assert find_ids(Product, ["jojoba", "quince"], operator="and") == ids(quince)
    assert sorted(find_ids(Product, ["quince", "pear"], operator="or")) == ids(quince, pear)


def test_its_indexes_begin_with_the_prefix(server: Indexes) -> None:
    call_command("update_index", verbosity=0)
    assert server.aliases
    assert all(name.startswith("shop_") for name in [*server.aliases, *server.documents])


def test_a_change_is_indexed_at_once(server: Indexes, django_capture_on_commit_callbacks: Any) -> None:
    product = a_product("Jojoba balm")
    call_command("update_index", verbosity=0)
    with django_capture_on_commit_callbacks(execute=True):
        product.title = "Marula balm"
        product.save()
    assert find_ids(Product, ["marula"], operator="and") == ids(product)
    assert find_ids(Product, ["jojoba"], operator="and") == []


def test_while_it_is_away_the_page_says_so(away: None) -> None:
    a_product("Jojoba balm")
    answer = Client().get("/search/", {"q": "jojoba"})
    assert answer.status_code == 503
    assert b"Search doesn\xe2\x80\x99t work at the moment" in answer.content
    assert "s-maxage" not in answer.headers["Cache-Control"]


def test_while_it_is_away_products_can_be_saved(away: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        product = a_product("Jojoba balm")
    assert Client().get(product.get_absolute_url()).status_code == 200


def test_an_error_of_the_server_is_an_outage(away: None) -> None:
    with pytest.raises(SearchAway):
        find_ids(Product, ["jojoba"], operator="and")


def test_the_doctor_asks_it(server: Indexes) -> None:
    assert [finding.state for finding in search_check.check()] == [State.WRONG]  # empty
    call_command("update_index", verbosity=0)
    assert [finding.state for finding in search_check.check()] == [State.OK]


def test_the_doctor_says_that_it_is_away(away: None) -> None:
    assert [finding.state for finding in search_check.check()] == [State.WRONG]


def test_the_database_is_the_default() -> None:
    assert "database" in str(search_backends("")["default"]["BACKEND"])
    assert [finding.state for finding in search_check.check()] == [State.OK]


@pytest.mark.parametrize(
    "url", ["search.example:9200", "ftp://search.example", "https://", "https://a:b/c", "https://a/b/c"]
)
def test_another_address_stops_the_start_and_isnt_repeated(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^SEARCH_URL must look like https://user"):
        search_backends(url)
