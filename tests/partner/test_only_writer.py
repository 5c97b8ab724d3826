"""Nothing but `shop/partner/stock.py` writes `num_in_stock`; a save of a record posts to the ledger there."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source_files import ROOT

WRITER = ROOT / "shop" / "partner" / "stock.py"
BULK = {"update", "bulk_update", "bulk_create", "update_or_create", "get_or_create"}
SQL = re.compile(
    r"UPDATE\W+partner_stockrecord\b.*\bnum_in_stock\W*=|INSERT INTO\W+partner_stockrecord", re.S | re.I
)


def writes(source: str) -> Iterator[int]:
    """The lines of a module that write the column without `save`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in BULK:
            about = ast.unparse(node)
            if "num_in_stock" in about or "StockRecord" in about and node.func.attr.startswith("bulk"):
                yield node.lineno
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            yield node.lineno


def test_nothing_else_writes_what_is_in_stock() -> None:
    files = [file for file in (ROOT / "shop").rglob("*.py") if "migrations" not in file.parts]
    assert WRITER in files
    found = {f"{file}:{line}" for file in files if file != WRITER for line in writes(file.read_text())}
    assert found == set()


@pytest.mark.parametrize(
    "source",
    [
        "StockRecord.objects.filter(pk=1).update(num_in_stock=3)",
        "StockRecord.objects.bulk_create(rows)",
        "cursor.execute('UPDATE partner_stockrecord SET price = 1, num_in_stock = 3')",
    ],
)
def test_the_walk_sees_a_write(source: str) -> None:
    assert list(writes(source)) == [1]
