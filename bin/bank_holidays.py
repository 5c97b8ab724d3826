"""Print shop/shipping/bank_holidays.csv anew, out of the package holidays, which loads 300 modules.

.venv/bin/python bin/bank_holidays.py >shop/shipping/bank_holidays.csv
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from holidays import country_holidays

YEARS = range(2015, 2061)
SATURDAY = 5
# What the shop calls a nation, and the package: a country and its part.
NATIONS = {
    "ENG": ("GB", "ENG"),
    "WLS": ("GB", "WLS"),
    "SCT": ("GB", "SCT"),
    "NIR": ("GB", "NIR"),
    "IM": ("IM", None),
    "JE": ("JE", None),
    "GG": ("GG", None),
}


def rows() -> Iterator[tuple[str, str]]:
    """Each weekday that is a bank holiday somewhere, and the nations in which it is."""
    found: defaultdict[date, list[str]] = defaultdict(list)
    for nation, (country, part) in NATIONS.items():
        for day in country_holidays(country, subdiv=part, years=YEARS):
            if day.weekday() < SATURDAY and day.year in YEARS:
                found[day].append(nation)
    yield from ((day.isoformat(), " ".join(nations)) for day, nations in sorted(found.items()))


if __name__ == "__main__":
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(("day", "nations"))
    table.writerows(rows())
