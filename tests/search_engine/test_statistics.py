"""SQLite asks the search index first once it knows how many products there are."""

import pytest
from django.db import connection

from shop.search_engine.statistics import refresh_statistics
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its statistics itself")
def test_products_are_counted() -> None:
    a_product()
    refresh_statistics()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'catalogue_product'")
        assert cursor.fetchone()[0] > 0
