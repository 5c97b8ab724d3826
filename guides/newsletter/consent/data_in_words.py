"""Formats personal data for reading: a section for each kind of data, a line for each entry."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shop.london import london

TITLES = {"stock_alerts": "Stock alerts", "sessions": "Checkouts and sign-ins on your devices"}
OWN_PART = ("email", "newsletter")  # shown by templates of their own
SHORT = 300


@dataclass(frozen=True)
class Fact:
    """An entry in one line, with its long texts listed separately."""

    line: str
    texts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """All entries of one kind."""

    title: str
    things: list[Fact]


def sections(data: dict[str, Any]) -> list[Section]:
    """All data but the newsletter's, in the order collected; kinds without entries have an empty section."""
    return [
        Section(TITLES.get(key) or _label(key), [_entry(one) for one in things])
        for key, things in data.items()
        if key not in OWN_PART
    ]


def _entry(thing: object) -> Fact:
    if not isinstance(thing, dict):
        return Fact(_as_text(thing))
    values = [(_label(name), _as_text(value)) for name, value in thing.items() if value not in ("", [], None)]
    short = [f"{name}: {value}" for name, value in values if len(value) <= SHORT]
    return Fact("; ".join(short), [pair for pair in values if len(pair[1]) > SHORT])


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _as_text(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_as_text(one) for one in value)
    return _as_time(str(value)) if isinstance(value, str) else str(value)


def _as_time(text: str) -> str:
    """A stored time in words; other text unchanged."""
    try:
        at = datetime.fromisoformat(text) if len(text) >= len("2026-01-01T00:00:00") else None
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        return text
    return london(at, "%-d %B %Y, %H:%M")
