"""Messages for the person whose request is being handled, from code without a request, such as workflows."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_notices: ContextVar[list[str] | None] = ContextVar("claims_notices", default=None)


@contextmanager
def collected() -> Iterator[list[str]]:
    """Collect what is said during a request; the list is complete at its end."""
    lines: list[str] = []
    token = _notices.set(lines)
    try:
        yield lines
    finally:
        _notices.reset(token)


def say(line: str) -> None:
    """Show a sentence after the request; outside requests nobody is there to read it."""
    lines = _notices.get()
    if lines is not None:
        lines.append(line)
