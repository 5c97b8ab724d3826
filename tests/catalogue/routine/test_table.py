"""The table of routines on product pages."""

from decimal import Decimal as D

import pytest

from shop.catalogue.listing.variants import Variant
from shop.catalogue.routine.table import RoutineTable, routine_table


def table(ml: str = "5", months: int | None = 12, **prices: str) -> RoutineTable:
    sizes = [
        Variant(id=volume, label=f"{volume} ml", price=D(price), unit_price="", volume_ml=volume, stock=0)
        for volume, price in {50: "8.50", 100: "14.50", 250: "29.00"}.items()
    ]
    found = routine_table(title="Oil", sizes=sizes, ml=D(ml), months_open=months)
    assert found is not None
    return found


def test_each_size_says_how_long_and_how_much() -> None:
    cells = table().cells(7)
    assert [cell.lasts for cell in cells] == ["10 days", "about 2 weeks", "about 7 weeks"]
    assert [cell.cost for cell in cells] == ["£5.95 a week", "£5.08 a week", "£4.06 a week"]


def test_the_small_size_is_enough_where_it_lasts_four_weeks() -> None:
    assert table().advice_for(2) == "The 50 ml is enough: it lasts about 5 weeks."


def test_a_large_size_that_would_be_thrown_away_is_named() -> None:
    assert table(months=6).advice_for(1) == (
        "The 50 ml is enough: it lasts about 2 months. "
        "The 250 ml wouldn’t be used up in the 6 months after opening."
    )


def test_where_none_lasts_the_largest_is_named() -> None:
    assert table(ml="20").advice_for(7) == "The 250 ml lasts longest: 12 days."


@pytest.mark.parametrize(("ml", "volume"), [(None, 100), (D(5), None)])
def test_nothing_is_said_without_an_amount_or_a_volume(ml: D | None, volume: int | None) -> None:
    size = Variant(id=1, label="2 cloths", price=D(6), unit_price="", volume_ml=volume, stock=1)
    assert routine_table(title="Cloths", sizes=[size], ml=ml, months_open=None) is None
