"""What sold most, by size, with the same number of days before it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import F

from shop.reports.sales.by_line import DELIVERY, by_line
from shop.reports.sales.period import sold_in
from shop.reports.sales.sums import Sums

SIZE: Final = {"sku": F("partner_sku"), "called": F("title")}


@dataclass(frozen=True)
class Seller:
    """One size: what it sold on the chosen days and on those before. A total is one, too."""

    name: str
    now: Sums = Sums()
    before: Sums = Sums()

    @property
    def net_change(self) -> int:
        """Pence of net sales more than before; below nothing where it was less."""
        return self.now.net - self.before.net


def best_sellers(first: date, last: date, *, simulated: bool = False) -> list[Seller]:
    """Every size that sold on these days or on those before, most pieces first; delivery isn’t in it."""
    now = _by_size(first, last, simulated=simulated)
    before = _by_size(*days_before(first, last), simulated=simulated)
    rows = [
        Seller(
            (now.get(key) or before[key])[0],
            now.get(key, ("", Sums()))[1],
            before.get(key, ("", Sums()))[1],
        )
        for key in {*now, *before}
    ]
    return sorted(rows, key=lambda row: (-row.now.pieces, -row.now.net, -row.before.pieces, row.name))


def days_before(first: date, last: date) -> tuple[date, date]:
    """As many days, up to the day before the first."""
    length = last - first + timedelta(days=1)
    return first - length, last - length


def together(rows: list[Seller]) -> Seller:
    """All sizes as one row."""
    return Seller(
        "Together", sum((row.now for row in rows), Sums()), sum((row.before for row in rows), Sums())
    )


def _by_size(first: date, last: date, *, simulated: bool) -> dict[str, tuple[str, Sums]]:
    """Name and sums by SKU; a size that was renamed meanwhile is one row, under the name that sold most."""
    rows: dict[str, tuple[str, Sums]] = {}
    named: dict[str, int] = {}
    found = by_line(sold_in(first, last, simulated=simulated), SIZE)
    found.pop(DELIVERY, None)
    for (sku, title), sums in found.items():
        key = str(sku or title)
        name, before = rows.get(key, ("", Sums()))
        if sums.pieces > named.get(key, -1):
            name, named[key] = f"{title} ({sku or 'no SKU'})", sums.pieces
        rows[key] = (name, before + sums)
    return rows
