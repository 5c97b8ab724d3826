"""The compiled SQL finds what modelsearch itself would find."""

from dataclasses import replace

import pytest
from django.db import connection
from modelsearch.tasks import insert_or_update_object_task

from guides.models import GuidePage
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Product
from shop.search_engine import index as search_index
from shop.search_engine.bitset import indices
from shop.search_engine.index import find, find_ids, index_version
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _products(db: None, django_capture_on_commit_callbacks: object) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        for title in ("Organic jojoba oil", "Jojoba balm", "Placeholder0x oil"):
            factories.a_product(title)


@pytest.mark.parametrize("operator", ["and", "or"])
@pytest.mark.parametrize("words", [["jojoba"], ["jojoba", "oil"], ["oil", "oil", "balm"], ["placeholder0x"]])
def test_it_finds_what_the_library_finds(words: list[str], operator: str) -> None:
    expected = {found.pk for found in search_index._search(Product, " ".join(words), operator)}
    assert set(find_ids(Product, words, operator=operator)) == expected
    assert expected


@pytest.mark.parametrize("model", [Product, GuidePage])
@pytest.mark.parametrize("operator", ["and", "or"])
def test_its_words_stand_where_the_librarys_stand(model: type, operator: str) -> None:
    statement = search_index._statement(model, 3, operator, connection.vendor)
    assert statement
    sql, params = statement
    results = search_index._search(model, "warm winter oil", operator).get_queryset().order_by()
    theirs, their_params = results.values_list("pk", flat=True).query.sql_with_params()
    assert sql == theirs
    assert [search_index._filled(one, ["warm", "winter", "oil"]) for one in params] == list(their_params)


@pytest.mark.parametrize("word", ["don't", "sun-flower", "o'"])
def test_signs_go_by_the_library_itself(word: str) -> None:
    assert find_ids(Product, [word, "jojoba"], operator="or")


def test_the_same_words_ask_once(django_assert_num_queries: object) -> None:
    catalogue = current_catalogue()
    found = find(Product, ["jojoba"], among=catalogue)
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert find(Product, ["jojoba"], among=catalogue) == found
    assert found.bit_count() == 2


def test_an_index_written_later_is_asked_again() -> None:
    """A worker writes the index after the page that shows the change was made and cached."""
    catalogue, before = current_catalogue(), index_version()
    assert not find(Product, ["marula"], among=catalogue)
    product = Product.objects.get(title="Jojoba balm")
    Product.objects.filter(pk=product.pk).update(title="Marula balm")
    insert_or_update_object_task.enqueue("catalogue", "product", str(product.pk))
    assert index_version() != before
    assert find(Product, ["marula"], among=catalogue)


def test_sets_of_one_snapshot_are_not_used_for_another() -> None:
    """Without a shared cache two shelves may have the same version, and their items stand elsewhere."""
    catalogue = current_catalogue()
    other = replace(catalogue, items=list(reversed(catalogue.items)), identity=object())
    for one in (catalogue, other):
        found = find(Product, ["balm"], among=one)
        assert [one.items[place].title for place in indices(found)] == ["Jojoba balm"]


def test_no_words_find_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert find_ids(Product, [], operator="and") == []
