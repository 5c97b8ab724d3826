"""Two real connections reach for the last bottle at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction
from oscar.apps.partner.abstract_models import AbstractStockRecord

from shop.partner.models import OutOfStock, StockRecord
from tests.support.factories import a_product

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
RIVALS = 4


def race(pk: int, allocate: Callable[[StockRecord, int], None]) -> list[bool]:
    """All read the record before one allocates it; True for each that got the bottle."""
    all_have_read = Barrier(RIVALS)

    def reach(_: int) -> bool:
        try:
            with transaction.atomic():
                record = StockRecord.objects.select_related("product__product_class").get(pk=pk)
                all_have_read.wait(timeout=10)
                allocate(record, 1)
            return True
        except OutOfStock:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(RIVALS) as pool:
        return list(pool.map(reach, range(RIVALS)))


def test_one_of_four_gets_the_last_bottle() -> None:
    record = a_product(stock=1).stockrecords.get()
    assert race(record.pk, StockRecord.allocate).count(True) == 1
    record.refresh_from_db()
    assert record.num_allocated == 1


def test_without_the_guard_the_bottle_is_sold_four_times() -> None:
    record = a_product(stock=1).stockrecords.get()
    assert race(record.pk, AbstractStockRecord.allocate).count(True) == RIVALS
    record.refresh_from_db()
    assert record.num_allocated == RIVALS
