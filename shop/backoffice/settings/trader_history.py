"""Who changed the trader's details when, and what stood there before."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from shop.accounts.models import User
from shop.trader.details import first_trader
from shop.trader.identity import Trader
from shop.trader.models import TraderDetails

SHOWN: Final = 50


@dataclass(frozen=True)
class Change:
    """One saving: the details that were other ones before, each with its name, the old and the new one."""

    at: datetime
    by: User | None
    parts: list[tuple[str, str, str]]


def history() -> list[Change]:
    """The latest first."""
    rows = list(TraderDetails.objects.select_related("by")[: SHOWN + 1])
    before = [row.details for row in rows[1:]]
    if len(rows) <= SHOWN:
        before.append(first_trader())
    return [
        Change(row.saved_at, row.by, _parts(old, row.details)) for row, old in zip(rows, before, strict=False)
    ]


def _parts(old: Trader, new: Trader) -> list[tuple[str, str, str]]:
    now = asdict(new)
    return [(_name(part), value, now[part]) for part, value in asdict(old).items() if value != now[part]]


def _name(part: str) -> str:
    named = {field.name: str(field.verbose_name) for field in TraderDetails._meta.concrete_fields}
    return named[part][:1].upper() + named[part][1:]
