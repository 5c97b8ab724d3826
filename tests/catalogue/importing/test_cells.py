from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shop.catalogue.importing import cells


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.money, "£1,014.50", Decimal("1014.50")),
        (cells.money, "7", Decimal(7)),
        (cells.money, "", None),
        (cells.whole, "100", 100),
        (cells.percent, "99.5%", Decimal("99.5")),
        (cells.day, "10/02/2026", date(2026, 2, 10)),
        (cells.day, "2026-02-10", date(2026, 2, 10)),
        (cells.yes, "Yes", True),
        (cells.yes, "", False),
        (cells.names, "Baby oils | Massage |", ["Baby oils", "Massage"]),
    ],
)
def test_a_cell_is_read(read: Callable[[str], Any], cell: str, value: Any) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (cells.money, "14,50"),
        (cells.money, "-1"),
        (cells.money, "0"),
        (cells.money, "1e9"),
        (cells.money, "NaN"),
    ]
    + [(cells.money, "14.505"), (cells.whole, "-1"), (cells.whole, "١٢"), (cells.whole, "9" * 10)]
    + [
        (cells.percent, "101"),
        (cells.day, "31/02/2026"),
        (cells.yes, "perhaps"),
        (cells.money, "x" * 10_000),
    ],
)
def test_a_bad_cell_says_so(read: Callable[[str], Any], cell: str) -> None:
    with pytest.raises(cells.BadCell) as problem:
        read(cell)
    assert len(str(problem.value)) < 120
