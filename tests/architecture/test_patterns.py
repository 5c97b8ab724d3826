"""No regular expression takes four times as long for twice the text: strangers choose how long it is."""

import re
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Final

import pytest

from guides.claims.engine.normalise import NEW_POINT
from shop.backoffice.catalogue_files.picture_names import NUMBERED
from shop.caching.table_writes import WRITE
from shop.catalogue.apps import ALLOCATES
from shop.order.tracking_numbers import _ANY
from shop.spreadsheets.writer import FORMULA
from tests.architecture.source_files import PACKAGES, sources

SHORT: Final = 4_000
LONG: Final = 16_000
NOTICEABLE: Final = 0.004  # seconds for the short text; less says nothing
MOST: Final = 8  # times as long for a text four times as long; 16 is quadratic
UNITS: Final = [
    *("a", "A", "1", " ", "\n", "@", "<", ">", "-", ".", "/", '"', "'", "(", "[", "=", "&", "%", "*", "_"),
    *("a ", "a.", "1 ", "a-", "a@", "<a", "<a ", "\n ", "a\n", "é"),
]
# They are only asked whether a text begins or is so, never where in it one is found.
AT_THE_BEGINNING: Final = {ALLOCATES, WRITE, FORMULA, NEW_POINT, NUMBERED, _ANY}


def modules() -> Iterator[ModuleType]:
    """All of ours that compile a pattern."""
    for source in sources(*PACKAGES):
        if "re.compile(" in source.text:
            yield source.load()


def patterns() -> dict[str, re.Pattern[str]]:
    """Each compiled pattern of our modules by the name of its first place."""
    found: dict[re.Pattern[str], str] = {}
    for module in modules():
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found.setdefault(value, f"{module.__name__}.{name}")
    return {name: pattern for pattern, name in found.items()}


def seconds(ask: Callable[[str], object], text: str) -> float:
    """The least of three, of the processor's time."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        ask(text)
        taken.append(time.process_time() - began)
    return min(taken)


def is_slow(pattern: re.Pattern[str], unit: str) -> bool:
    ask = pattern.fullmatch if pattern in AT_THE_BEGINNING else lambda text: pattern.sub("", text)
    short = seconds(ask, unit * (SHORT // len(unit)) + "!")
    if short < NOTICEABLE:
        return False
    return seconds(ask, unit * (LONG // len(unit)) + "!") > short * MOST


@pytest.mark.long
def test_a_text_four_times_as_long_takes_about_four_times_as_long() -> None:
    found = patterns()
    assert len(found) > 80
    assert [(name, unit) for name, pattern in found.items() for unit in UNITS if is_slow(pattern, unit)] == []


def test_the_check_sees_a_pattern_that_is_quadratic() -> None:
    assert is_slow(re.compile(r"a+@"), "a")
