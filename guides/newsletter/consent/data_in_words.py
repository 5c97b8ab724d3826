"""Puts what is held about a person into words: one heading for each kind, one line for each thing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shop.london import london

TITLES = {"stock_alerts": "Stock alerts", "sessions": "Checkouts and sign-ins on your devices"}
OWN_PART = ("email", "newsletter")  # shown by templates of their own
SHORT = 300


@dataclass(frozen=True)
class Fact:
    """One thing in a line, and its long texts apart."""

    line: str
    texts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """One kind of thing, with everything held of it."""

    title: str
    things: list[Fact]


def sections(held: dict[str, Any]) -> list[Section]:
    """Everything but the newsletter, in the order in which it was told; kinds without anything say so."""
    return [
        Section(TITLES.get(key) or _label(key), [_told(one) for one in things])
        for key, things in held.items()
        if key not in OWN_PART
    ]


def _told(thing: Any) -> Fact:
    if not isinstance(thing, dict):
        return Fact(_in_words(thing))
    values = [
        (_label(name), _in_words(value)) for name, value in thing.items() if value not in ("", [], None)
    ]
    short = [f"{name}: {value}" for name, value in values if len(value) <= SHORT]
    return Fact("; ".join(short), [pair for pair in values if len(pair[1]) > SHORT])


def _label(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _in_words(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_in_words(one) for one in value)
    return _moment(str(value)) if isinstance(value, str) else str(value)


def _moment(text: str) -> str:
    """A time as people write it; any other text as it is."""
    try:
        at = datetime.fromisoformat(text) if len(text) >= len("2026-01-01T00:00:00") else None
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        return text
    return london(at, "%-d %B %Y, %H:%M")
