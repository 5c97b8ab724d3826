"""Bank holidays of the nations that parcels go to."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

ENGLAND = "ENG"
# The last year for which the file has the government's list; see docs/delivery.md.
HOLIDAYS_KNOWN_UNTIL = 2028
# Weekdays from 2015 to 2060. `bin/bank_holidays.py` writes it, since the package that knows them takes 10 MB
# of memory in each process that loads it.
FILE = Path(__file__).with_name("bank_holidays.csv")


@cache
def bank_holidays(year: int, nation: str = ENGLAND) -> frozenset[date]:
    """Bank holidays on weekdays in one nation, including one-off ones such as a coronation.

    `nation` is ENG, WLS, SCT or NIR, or the country code IM, JE or GG.
    """
    return frozenset(day for day, nations in _table() if day.year == year and nation in nations)


@cache
def _table() -> list[tuple[date, list[str]]]:
    """Each day that is a bank holiday somewhere, and where."""
    with FILE.open(newline="") as file:
        return [(date.fromisoformat(row["day"]), row["nations"].split()) for row in csv.DictReader(file)]
