"""Whatever happens to the shelf, in any order: movements sum to the stock, and no batch is below nothing."""

import uuid
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from shop.catalogue import off_sale
from shop.catalogue.counting import Counted, count_by_batch
from shop.catalogue.models import Batch, SetPart
from shop.catalogue.receiving import Arrived, WrongBatch, receive_goods
from shop.catalogue.set_making import CannotMake, make_sets, take_apart
from shop.partner import stock
from shop.partner.models import OutOfStock
from shop.partner.movements import Kind, sum_by_batch
from tests.support.factories import a_product
from tests.support.shelf import adds_up, record_of

pytestmark = pytest.mark.django_db
ACTIONS = ("receive", "order", "send", "cancel", "block", "unblock", "count", "make", "apart", "break")
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.sampled_from(["A", "B"]), st.integers(1, 6)), max_size=12
)
REFUSED = (
    *(
        stock.NotEnough,
        stock.InvalidStockAdjustment,
        OutOfStock,
        off_sale.CannotChange,
        CannotMake,
        WrongBatch,
    ),
    Batch.DoesNotExist,
)


class Shelf:
    """An oil and a set of it, with every way to change them."""

    def __init__(self) -> None:
        self.oil = a_product("Oil", stock=3)
        self.set = a_product("Set", stock=0, volume_ml=None, contents="2 bottles")
        SetPart.objects.create(set=self.set, part=self.oil, pieces=2)

    def do(self, action: str, number: str, pieces: int) -> None:
        with suppress(*REFUSED):
            getattr(self, action)(number, pieces)

    def batch(self, number: str, product: Any = None) -> Batch:
        return Batch.objects.get(product=product or self.oil, number=number)

    def receive(self, number: str, pieces: int) -> None:
        arrived = [Arrived(record_of(self.oil).pk, self.oil.pk, pieces, number)]
        given: dict[str, Any] = {"supplier": "", "delivery_note": "", "by": self.nobody()}
        receive_goods(key=uuid.uuid4(), arrived=arrived, **given)

    @staticmethod
    def nobody() -> Any:
        from shop.accounts.models import User

        return User.objects.get_or_create(email="staff@example.com")[0]

    def order(self, _: str, pieces: int) -> None:
        record_of(self.oil).allocate(pieces)

    def cancel(self, _: str, pieces: int) -> None:
        record = record_of(self.oil)
        record.cancel_allocation(min(pieces, record.num_allocated or 0))

    def send(self, number: str, pieces: int) -> None:
        named = [(self.batch(number).pk, pieces)]
        stock.sell(
            record_id=record_of(self.oil).pk, pieces=pieces, entry=stock.Entry(Kind.SOLD), batches=named
        )

    def block(self, number: str, _: int) -> None:
        off_sale.block(batch=self.batch(number), reason="leaks", by=None)

    def unblock(self, number: str, _: int) -> None:
        off_sale.unblock(batch=self.batch(number), reason="no leak", by=None)

    def count(self, number: str, pieces: int) -> None:
        rows = [Counted(pieces, number)]
        count_by_batch(record=record_of(self.oil), key=uuid.uuid4(), rows=rows, note="", by=None)

    def make(self, number: str, pieces: int) -> None:
        make_sets(record=record_of(self.set), sets=pieces, number=number, key=uuid.uuid4(), by=None)

    def apart(self, number: str, pieces: int) -> None:
        batch = self.batch(number, self.set)
        take_apart(batch=batch, sets=pieces, reason="torn", key=uuid.uuid4(), by=None)

    def break_(self, _: str, pieces: int) -> None:
        entry = stock.Entry(Kind.BROKEN, "dropped")
        stock.adjust(record_id=record_of(self.oil).pk, pieces=-pieces, entry=entry)


class TestSequences(TestCase):
    """hypothesis undoes each example in a transaction of its own."""

    @given(steps=STEPS)
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    def test_the_shelf_adds_up_after_any_sequence(self, steps: list[tuple[str, str, int]]) -> None:
        shelf = Shelf()
        for action, number, pieces in steps:
            shelf.do("break_" if action == "break" else action, number, pieces)
            for product in (shelf.oil, shelf.set):
                record = record_of(product)
                assert adds_up(product), (action, number, pieces, sum_by_batch(record.pk))
                assert (record.num_allocated or 0) <= (record.num_in_stock or 0)
