"""The last bottle is sold only once, whichever request read the stock first."""

import pytest
from oscar.apps.partner.abstract_models import AbstractStockRecord

from shop.partner.models import OutOfStock, StockRecord
from tests.support.factories import a_product

pytestmark = pytest.mark.django_db


def two_views_of(stock: int) -> tuple[StockRecord, StockRecord]:
    """The same record as two shoppers' requests have read it."""
    pk = a_product(stock=stock).stockrecords.get().pk
    return StockRecord.objects.get(pk=pk), StockRecord.objects.get(pk=pk)


def allocated(record: StockRecord) -> int | None:
    return StockRecord.objects.get(pk=record.pk).num_allocated


def test_the_second_of_two_shoppers_is_refused() -> None:
    first, second = two_views_of(1)
    first.allocate(1)
    with pytest.raises(OutOfStock, match=second.partner_sku):
        second.allocate(1)
    assert allocated(first) == 1


def test_without_the_guard_both_would_have_it() -> None:
    first, second = two_views_of(1)
    AbstractStockRecord.allocate(first, 1)
    AbstractStockRecord.allocate(second, 1)
    assert allocated(first) == 2


@pytest.mark.parametrize(("wanted", "left"), [(2, 3), (5, 0)])
def test_what_is_free_can_be_set_aside(wanted: int, left: int) -> None:
    record, _ = two_views_of(5)
    record.allocate(wanted)
    assert record.net_stock_level == left


def test_one_more_than_there_is_changes_nothing() -> None:
    record, _ = two_views_of(5)
    with pytest.raises(OutOfStock):
        record.allocate(6)
    assert not allocated(record)


def test_what_was_given_back_can_be_sold_again() -> None:
    first, second = two_views_of(1)
    first.allocate(1)
    first.cancel_allocation(1)
    second.allocate(1)
    assert allocated(second) == 1


def test_goods_whose_stock_is_not_counted_are_always_there() -> None:
    product = a_product(stock=0)
    product.product_class.track_stock = False
    record = product.stockrecords.get()
    record.product = product
    record.allocate(3)
    assert not allocated(record)
