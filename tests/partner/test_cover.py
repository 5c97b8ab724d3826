"""How long stock lasts at the pace of the last eight weeks."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.models import Product
from shop.partner import stock
from shop.partner.cover import is_low, weeks_left, with_pace
from shop.partner.models import StockRecord
from shop.partner.movements import Kind
from tests.support.factories import a_product
from tests.support.shelf import record_of

pieces = st.integers(0, 10_000)


@pytest.mark.parametrize(
    ("free", "sold", "weeks"),
    [(8, 8, 8), (7, 8, 7), (0, 8, 0), (3, 56, 0), (-2, 8, 0), (5, 0, None), (5, -1, None)],
)
def test_weeks_are_counted_whole(free: int, sold: int, weeks: int | None) -> None:
    assert weeks_left(free=free, sold=sold) == weeks


@given(pieces, st.integers(1, 10_000))
def test_what_sells_in_these_weeks_isnt_more_than_there_is(free: int, sold: int) -> None:
    weeks = weeks_left(free=free, sold=sold)
    assert weeks is not None
    assert weeks * sold / 8 <= free < (weeks + 1) * sold / 8


def moved(product: Product, kind: Kind, number: int, *, days_ago: int = 1) -> None:
    """A movement of so many pieces on that day."""
    with time_machine.travel(timezone.now() - timedelta(days=days_ago)):
        stock.adjust(record_id=record_of(product).pk, pieces=number, entry=stock.Entry(kind))


def low() -> list[str]:
    return [row.product.title for row in with_pace(StockRecord.objects.all()).filter(is_low())]


@pytest.mark.django_db
@pytest.mark.parametrize(("sold", "listed"), [(10, False), (11, True)])
def test_what_is_gone_within_four_weeks_is_low(sold: int, listed: bool) -> None:
    product = a_product("Rose oil", stock=5 + sold)
    moved(product, Kind.SOLD, -sold)
    assert bool(low()) == listed


@pytest.mark.django_db
def test_old_sales_and_broken_pieces_are_no_pace() -> None:
    product = a_product("Rose oil", stock=65)
    moved(product, Kind.SOLD, -30, days_ago=57)
    moved(product, Kind.BROKEN, -30)
    assert low() == []


@pytest.mark.django_db
def test_what_didnt_leave_after_all_isnt_sold() -> None:
    product = a_product("Rose oil", stock=25)
    moved(product, Kind.SOLD, -20)
    moved(product, Kind.NOT_SENT, 20)
    assert low() == []
