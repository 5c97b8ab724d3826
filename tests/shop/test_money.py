"""Pounds and pence are converted in one place, without losing a penny."""

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop import money
from shop.order import statuses

SHOP = Path(money.__file__).parent
MODULES = [path for path in SHOP.rglob("*.py") if path.name != "money.py" and "migrations" not in path.parts]
MONEY = re.compile(r"pence|penny|minor|pounds|amount|price|total|owed|revenue", re.IGNORECASE)


@given(st.integers(min_value=0, max_value=10**10))
def test_pence_come_back_as_they_were(pence: int) -> None:
    assert money.to_pence(money.from_pence(pence)) == pence


@given(st.integers(min_value=0, max_value=10**10))
def test_pounds_always_have_two_places(pence: int) -> None:
    assert money.from_pence(pence).as_tuple().exponent == -2


@given(st.decimals(min_value=0, max_value=10**6, places=4))
def test_rounding_is_off_by_half_a_penny_at_most(pounds: Decimal) -> None:
    assert abs(money.round_penny(pounds) - pounds) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("pounds", "pence"), [("12.45", 1245), ("0.29", 29), ("0", 0), ("1.5", 150), ("0.005", 1)]
)
def test_pence_of_pounds(pounds: str, pence: int) -> None:
    assert money.to_pence(Decimal(pounds)) == pence


def _conversions(path: Path) -> list[str]:
    """Sums of money times or divided by 100, and pennies of the module's own."""
    tree = ast.parse(path.read_text())
    sums = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp)]
    found = [
        ast.unparse(node)
        for node in sums
        if isinstance(node.op, ast.Mult | ast.Div | ast.FloorDiv)
        and "100" in (ast.unparse(node.left), ast.unparse(node.right))
        and MONEY.search(ast.unparse(node))
    ]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    found += re.findall(r"\.scaleb\(.*\)", path.read_text())
    return found + [name for name in names if name == "PENNY" and "from shop.money" not in path.read_text()]


def test_nothing_else_turns_pounds_into_pence() -> None:
    exempt = {
        "price * 100": "a price per 100 ml",
        "F('total_incl_tax') * 100": "within SQL, where the database adds up",
        "goods_total / rule.amount * 100": "a percentage",
        "(change.price - change.shown) * 100": "a percentage",
    }
    found = {f"{path.relative_to(SHOP)}: {text}" for path in MODULES for text in _conversions(path)}
    assert {line for line in found if line.split(": ")[1] not in exempt} == set()


def test_what_is_sold_is_said_once() -> None:
    together = re.compile(r"PAID\b[^\n]*DISPATCHED\b[^\n]*DELIVERED\b")
    again = [str(path) for path in MODULES if together.search(path.read_text())]
    assert again == [str(SHOP / "order" / "statuses.py")]
    assert set(statuses.SOLD) == {statuses.PAID, statuses.DISPATCHED, statuses.DELIVERED}
