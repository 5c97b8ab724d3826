"""An address that a provider has found, as the select and the form show it."""

from dataclasses import dataclass
from typing import Any, Protocol

LONGEST = 120  # as the form's fields


@dataclass(frozen=True)
class Found:
    """A label for the select and, where the provider has sent it, the address itself; `ref` asks for it."""

    label: str
    line1: str = ""
    line2: str = ""
    town: str = ""
    postcode: str = ""
    ref: str = ""


class Provider(Protocol):
    """A service that knows the addresses of a postcode; both raise LookupFailed."""

    def find(self, postcode: str) -> list[Found]: ...

    def complete(self, found: Found) -> Found: ...


def text(row: Any, name: str) -> str:
    """A text of a provider's answer, without spaces around it and no longer than the form takes."""
    value = row.get(name) if isinstance(row, dict) else ""
    return value.strip()[:LONGEST] if isinstance(value, str) else ""


def joined(*parts: str) -> str:
    """The parts that aren't empty, with commas."""
    return ", ".join(part for part in parts if part)
