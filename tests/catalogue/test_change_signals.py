"""Every way of changing what pages show bumps the cache version."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from shop.caching.site_version import pages_version
from shop.caching.table_writes import _watched
from shop.catalogue.models import Category, Product
from shop.catalogue.version import catalogue_version
from shop.partner.models import StockRecord
from tests.support.factories import a_category, a_product
from tests.support.purchases import an_order

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_waiting(settings: Any) -> None:
    settings.VERSION_SECONDS = 0


def in_bulk() -> None:
    StockRecord.objects.update(price=Decimal("14.44"))


def row_by_row() -> None:
    record = StockRecord.objects.get()
    record.price = Decimal("14.44")
    record.save()


def many_at_once() -> None:
    record = StockRecord.objects.get()
    record.price = Decimal("14.44")
    StockRecord.objects.bulk_update([record], ["price"])


def in_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE partner_stockrecord SET price = 14.44")


@pytest.mark.parametrize("change", [in_bulk, row_by_row, many_at_once, in_sql])
def test_the_next_page_shows_the_new_price(change: Callable[[], None], client: Any) -> None:
    oil = a_product(price="13.00")
    assert "13.00" in client.get(oil.get_absolute_url()).content.decode()
    before = catalogue_version()
    change()
    assert catalogue_version() != before
    page = client.get(oil.get_absolute_url()).content.decode()
    assert "14.44" in page and "13.00" not in page


def test_taking_it_off_sale_in_bulk_is_seen(client: Any) -> None:
    oil = a_product()
    assert client.get(oil.get_absolute_url()).status_code == 200
    Product.objects.update(is_public=False)
    assert client.get(oil.get_absolute_url()).status_code == 404


def test_a_renamed_category_is_seen(client: Any) -> None:
    a_product(categories=[a_category("Oils")])
    client.get("/shop/category/oils/")
    Category.objects.update(name="Fine oils")
    assert "Fine oils" in client.get("/shop/category/oils/").content.decode()


@pytest.mark.parametrize("label", settings.PAGE_CACHE_WATCHES)
def test_whatever_pages_watch_is_watched_by_its_table(label: str) -> None:
    table = apps.get_model(label)._meta.db_table
    assert table in _watched
    before = pages_version()
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table}" WHERE 1 = 0')  # noqa: S608
    assert pages_version() != before


def test_a_sale_with_plenty_in_stock_changes_no_page() -> None:
    oil = a_product(stock=50)
    before = catalogue_version()
    an_order(oil)
    assert catalogue_version() == before
