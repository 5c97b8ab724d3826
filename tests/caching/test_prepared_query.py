"""A prepared query reads what Django's own would read, with SQL that is made once."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.caching.prepared_query import PreparedQuery
from shop.catalogue.models import Product
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


def named(title: Any) -> Any:
    return Product.objects.filter(title=title, is_public=True).select_related("product_class").order_by("pk")


def test_it_reads_the_rows_of_each_value() -> None:
    a_product("First")
    a_product("Second")
    titles = PreparedQuery(named)
    assert [titles.read(title)[0].title for title in ("First", "Second")] == ["First", "Second"]


def test_what_was_joined_needs_no_query(django_assert_num_queries: Any) -> None:
    a_product("First")
    titles = PreparedQuery(named)
    with django_assert_num_queries(1):
        found = titles.first("First")
        assert found is not None
        assert found.product_class.name


def test_it_sees_what_was_written_since() -> None:
    product = a_product("First")
    titles = PreparedQuery(named)
    assert titles.first("First") == product
    Product.objects.filter(pk=product.pk).update(is_public=False)
    assert titles.first("First") is None


def test_columns_that_are_left_out_are_read_when_asked_for() -> None:
    product = a_product("First")
    ids = PreparedQuery(lambda pk: Product.objects.filter(pk=pk).only("structure").order_by())
    found = ids.first(product.pk)
    assert found is not None
    assert (found.get_deferred_fields() > {"title"}, found.title) == (True, "First")


def test_the_sql_is_djangos_own() -> None:
    with CaptureQueriesContext(connection) as asked:
        PreparedQuery(named).read("First")
        list(named("First"))
    one, two = [query["sql"] for query in asked.captured_queries]
    assert one == two


def test_two_open_values_are_refused() -> None:
    both = PreparedQuery(lambda value: Product.objects.filter(title=value, upc=value).order_by())
    with pytest.raises(ValueError, match="one value"):
        both.read("First")


def test_a_number_that_no_column_holds_finds_nothing() -> None:
    assert PreparedQuery(lambda pk: Product.objects.filter(pk=pk).order_by()).read(10**30) == []
