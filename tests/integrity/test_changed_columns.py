"""Saving a stock record, a code or an offer leaves alone what sales changed meanwhile."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from oscar.core.loading import get_model

from shop.integrity.changed_columns import ChangedColumns
from shop.partner.models import StockRecord
from tests.support.factories import a_product
from tests.support.purchases import a_code, an_order

pytestmark = [pytest.mark.django_db]


def record(stock: int = 77) -> StockRecord:
    return StockRecord.objects.get(pk=a_product(stock=stock).stockrecords.get().pk)


def stock_of(row: StockRecord) -> tuple[int | None, int | None]:
    now = StockRecord.objects.get(pk=row.pk)
    return now.num_in_stock, now.num_allocated


@pytest.mark.parametrize("price", [Decimal("13.00"), None])
def test_a_price_is_saved_without_the_stock_that_was_read(price: Decimal | None) -> None:
    mine, theirs = (found := record()), StockRecord.objects.get(pk=found.pk)
    theirs.allocate(7)
    theirs.consume_allocation(1)
    mine.price = price
    mine.save()
    assert stock_of(mine) == (76, 6)


def test_stock_changes_by_the_difference() -> None:
    mine = record(10)
    StockRecord.objects.filter(pk=mine.pk).update(num_in_stock=8)
    mine.num_in_stock = 15
    mine.save()
    assert (mine.num_in_stock, stock_of(mine)[0]) == (13, 13)


def test_what_is_set_aside_is_never_written() -> None:
    mine = record(10)
    StockRecord.objects.get(pk=mine.pk).allocate(4)
    mine.num_allocated, mine.low_stock_threshold = 0, 3
    mine.save()
    assert stock_of(mine) == (10, 4)


def test_no_less_is_left_than_orders_wait_for() -> None:
    oil = a_product(stock=5)
    an_order(oil, quantity=4)
    row = oil.stockrecords.get()
    row.num_in_stock = 2
    for refuse in (row.full_clean, row.save):
        with pytest.raises(ValidationError, match="4 are promised to orders"):
            refuse()
    assert stock_of(row) == (5, 4)


def test_a_second_save_counts_from_the_first() -> None:
    row = record(10)
    for stock in (12, 9):
        row.num_in_stock = stock
        row.save()
    assert stock_of(row)[0] == 9


COUNTED = [model for model in ChangedColumns.__subclasses__() if model.counted]


@pytest.mark.parametrize("model", COUNTED, ids=lambda model: model._meta.label)
def test_no_counter_is_written_back(model: Any) -> None:
    code = a_code()
    a_product()
    rows = model.objects.all()
    mine = rows.get()
    rows.update(**dict.fromkeys(model.counted, 3))
    label = "name" if hasattr(mine, "name") else "partner_sku"
    setattr(mine, label, "Changed")
    mine.save()
    now = rows.get()
    assert {name: getattr(now, name) for name in model.counted} == dict.fromkeys(model.counted, 3)
    assert getattr(now, label) == "Changed"
    assert code


def test_a_used_code_is_counted() -> None:
    code = a_code()
    an_order(a_product(), code=code)
    code.refresh_from_db()
    assert (code.num_orders, code.total_discount) == (1, Decimal("1.45"))


def test_every_row_that_sales_count_in_is_of_this_kind() -> None:
    assert {model._meta.label for model in COUNTED} == {
        "partner.StockRecord", "offer.ConditionalOffer", "voucher.Voucher",
    }  # fmt: skip
    assert get_model("voucher", "Voucher").__module__ == "shop.voucher.models"
