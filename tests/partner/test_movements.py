"""Every change of stock is a row of the ledger, and the rows add up to what is in stock."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from oscar.apps.partner.exceptions import InvalidStockAdjustment

from shop.accounts.models import User
from shop.integrity.immutable_rows import NeverEdited
from shop.order import dispatch, services, statuses
from shop.order.batches import Packed
from shop.partner import stock
from shop.partner.models import StockMovement
from shop.partner.movements import Kind, sum_by_batch
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.shelf import a_batch, adds_up, ledger_of, record_of

pytestmark = pytest.mark.django_db
BROKEN = stock.Entry(Kind.BROKEN, "dropped")


def test_a_new_record_opens_the_ledger() -> None:
    assert ledger_of(a_product(stock=7)) == [("opening", 7)]


def test_a_typed_number_is_a_count_and_only_the_difference_is_posted() -> None:
    oil = a_product(stock=7)
    record = record_of(oil)
    record.num_in_stock, record.change_reason = 4, "typed"
    record.save()
    assert ledger_of(oil) == [("opening", 7), ("counted", -3)]
    assert adds_up(oil)


@pytest.mark.parametrize("now", [None, 5])
def test_stock_that_is_no_longer_or_again_counted_adds_up(now: int | None) -> None:
    oil = a_product(stock=7)
    for value in (None, now):
        record = record_of(oil)
        record.num_in_stock = value
        record.save()
    assert adds_up(oil)


def test_what_is_promised_is_never_taken() -> None:
    oil = a_product(stock=5)
    record_of(oil).allocate(4)
    with pytest.raises(stock.NotEnough) as refused:
        stock.adjust(record_id=record_of(oil).pk, pieces=-2, entry=BROKEN)
    assert refused.value.free == 1
    assert ledger_of(oil) == [("opening", 5)]


def test_a_batch_never_gives_more_than_it_has() -> None:
    oil = a_product(stock=5)
    batch = a_batch(oil, pieces=3)
    with pytest.raises(stock.NotEnough):
        stock.adjust(record_id=record_of(oil).pk, pieces=-4, batch_id=batch.pk, entry=BROKEN)
    assert record_of(oil).num_in_stock == 8


def test_the_same_form_changes_the_stock_once() -> None:
    oil, entry = a_product(stock=5), stock.Entry(Kind.GIFT, "for a friend", key=uuid.uuid4())
    stock.adjust(record_id=record_of(oil).pk, pieces=-1, entry=entry)
    with pytest.raises(stock.AlreadyDone):
        stock.adjust(record_id=record_of(oil).pk, pieces=-1, entry=entry)
    assert record_of(oil).num_in_stock == 4


def test_a_parcel_leaves_from_the_batch_that_was_packed() -> None:
    oil = a_product(stock=0)
    early, late = a_batch(oil, pieces=4), a_batch(oil, pieces=4)
    order = a_paid_order(oil, quantity=2)
    packed = [Packed(order.lines.get().pk, late.pk, 2)]
    dispatch.dispatch_order(order=order, tracking_number="", batches=packed)
    assert sum_by_batch(record_of(oil).pk) == {early.pk: 4, late.pk: 2}
    assert StockMovement.objects.filter(kind=Kind.SOLD).get().line == order.lines.get()


def test_a_batch_from_before_the_ledger_is_taken_from_what_is_unknown() -> None:
    oil = a_product(stock=6)
    old = a_batch(oil)
    old.quantity = 6
    old.save()
    order = a_paid_order(oil, quantity=2)
    packed = [Packed(order.lines.get().pk, old.pk, 2)]
    dispatch.dispatch_order(order=order, tracking_number="", batches=packed)
    assert sum_by_batch(record_of(oil).pk) == {None: 4}


def test_goods_of_a_cancelled_order_that_are_written_off_say_so() -> None:
    oil = a_product(stock=6)
    order = a_paid_order(oil, quantity=2)
    order.move(statuses.CANCELLED)
    services.release_allocations(order=order, restock=False)
    assert ledger_of(oil)[-1] == ("written off", -2)
    assert adds_up(oil)


@pytest.mark.parametrize(("is_blocked", "left"), [(False, 4), (True, 2)])
def test_a_return_goes_into_its_batch_unless_that_is_off_sale(is_blocked: bool, left: int) -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=4)
    order = a_paid_order(oil, quantity=2)
    line = order.lines.get()
    dispatch.dispatch_order(order=order, tracking_number="", batches=[Packed(line.pk, batch.pk, 2)])
    type(batch).objects.filter(pk=batch.pk).update(is_blocked=is_blocked)
    order.refresh_from_db()
    services.take_back_pieces(order=order, line=line, quantity=2)
    assert record_of(oil).num_in_stock == left
    assert adds_up(oil)


def test_a_parcel_that_was_not_sent_is_back_in_its_batch_and_promised() -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=4)
    order = a_paid_order(oil, quantity=3)
    line = order.lines.get()
    dispatch.dispatch_order(order=order, tracking_number="", batches=[Packed(line.pk, batch.pk, 3)])
    stock.unsell(line_id=line.pk, pieces=2, reason="still on the table", by=None)
    assert sum_by_batch(record_of(oil).pk) == {batch.pk: 3}
    assert record_of(oil).num_allocated == 2
    with pytest.raises(stock.NotEnough):
        stock.unsell(line_id=line.pk, pieces=2, reason="again", by=None)


def test_more_than_is_promised_is_not_sent() -> None:
    oil = a_product(stock=5)
    record_of(oil).allocate(1)
    with pytest.raises(InvalidStockAdjustment):
        stock.sell(record_id=record_of(oil).pk, pieces=2, entry=stock.Entry(Kind.SOLD))
    assert adds_up(oil)


def test_a_movement_is_never_changed_or_deleted() -> None:
    a_product(stock=5)
    row = StockMovement.objects.get()
    rows = StockMovement.objects.all()
    for change in (row.save, row.delete, rows.delete, lambda: rows.update(pieces=9)):
        with pytest.raises(NeverEdited):
            change()


def test_a_deleted_product_leaves_its_movements_behind() -> None:
    oil = a_product(stock=5)
    sku = record_of(oil).partner_sku
    oil.delete()
    assert StockMovement.objects.filter(stock_record=None, sku=sku, pieces=5).exists()


def test_a_colleague_who_closes_their_account_leaves_the_movement_behind(cleo: User) -> None:
    oil = a_product(stock=5)
    stock.adjust(record_id=record_of(oil).pk, pieces=-1, entry=stock.Entry(Kind.LOST, by=cleo))
    cleo.delete()
    assert StockMovement.objects.get(kind=Kind.LOST).by is None


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement", ["UPDATE partner_stockmovement SET pieces = 99", "DELETE FROM partner_stockmovement"]
)
def test_sql_by_hand_changes_no_movement_either(statement: str) -> None:
    a_product(stock=5)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_form_that_would_break_a_promise_leaves_nothing_behind() -> None:
    oil = a_product(stock=5)
    record_of(oil).allocate(4)
    record = record_of(oil)
    record.num_in_stock = 3
    with pytest.raises(ValidationError):
        record.save()
    assert ledger_of(oil) == [("opening", 5)]
