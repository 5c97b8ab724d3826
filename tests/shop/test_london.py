"""Times are shown in London time, and only by this module."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from shop.london import iso, london, start_of

SUMMER = datetime(2027, 6, 30, 23, 0, tzinfo=UTC)  # midnight in London, 1 July
DIRECTIVE = re.compile(r"%-?[a-zA-Z]")


def test_a_summer_midnight_is_the_next_day() -> None:
    assert (london(SUMMER), iso(SUMMER)) == ("1 July 2027", "2027-07-01T00:00:00+01:00")


def test_a_winter_moment_is_as_it_is_stored() -> None:
    assert london(datetime(2027, 1, 1, tzinfo=UTC), "%-d %b %H:%M") == "1 Jan 00:00"


def test_a_day_stays_that_day() -> None:
    assert (london(date(2027, 7, 1)), iso(date(2027, 7, 1))) == ("1 July 2027", "2027-07-01")


def test_a_day_begins_at_londons_midnight() -> None:
    assert start_of(date(2027, 7, 1)) == SUMMER


@pytest.mark.parametrize("make", [london, iso])
def test_a_moment_without_a_zone_is_a_mistake(make: object) -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        make(datetime(2027, 7, 1))  # type: ignore[operator]


# Names of backups and times of log lines: programs sort and read them, in UTC.
FOR_PROGRAMS = {Path("shop/backup/services.py"), Path("shop/backup/store.py"), Path("shop/web/log_lines.py")}
OTHERS = {Path("shop/london.py"), *FOR_PROGRAMS}


def modules() -> list[Path]:
    every = [path for folder in ("shop", "guides") for path in Path(folder).rglob("*.py")]
    return [path for path in every if "migrations" not in path.parts and path not in OTHERS]


def texts_of_moments(tree: ast.AST) -> Iterator[ast.AST]:
    """`f"{x:%d}"`, `x.strftime(…)`, `x.isoformat()`, `format(x, "%d")` and Django's `date_format`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and node.format_spec:
            if DIRECTIVE.search(ast.unparse(node.format_spec)):
                yield node
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            texts = [ast.unparse(part) for part in [node.func, *node.args]]
            directed = any(DIRECTIVE.search(text) for text in texts)
            if name in {"strftime", "isoformat", "ctime", "date_format"} or (name == "format" and directed):
                yield node


def test_nothing_else_makes_text_of_a_moment() -> None:
    found = [
        f"{path}:{node.lineno} {ast.unparse(node)}"  # type: ignore[attr-defined]
        for path in modules()
        for node in texts_of_moments(ast.parse(path.read_text()))
    ]
    assert found == [], "use shop.london: a moment from the database is in UTC"


def test_nothing_else_says_when_a_day_begins() -> None:
    assert [str(path) for path in modules() if "datetime.combine(" in path.read_text()] == []


def test_a_period_is_asked_for_by_its_moments() -> None:
    asks = re.compile(r"__date__(gte?|lte?|range)\b")
    found = [str(path) for path in modules() if asks.search(path.read_text())]
    assert found == [], "use start_of and end_of: no index answers a comparison of days"


@pytest.mark.parametrize(
    "code", ['f"{at:%d %B}"', "at.strftime('%d')", "at.isoformat()", "format(at, '%Y')", '"{:%d}".format(at)']
)
def test_the_search_finds_each_way(code: str) -> None:
    assert list(texts_of_moments(ast.parse(code)))
