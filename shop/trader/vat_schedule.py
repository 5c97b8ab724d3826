"""Which statement counts on a day, such as a VAT rate, out of statements with their first days. Pure.

A statement says what counts from its day on, and takes the place of all earlier statements for those days:
the newest one whose day has come is right. So nothing that was said is ever edited.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

type Statements[T] = Sequence[tuple[date, T]]  # the oldest first


@dataclass(frozen=True)
class Span[T]:
    """From a day on this counts; without a day since ever."""

    since: date | None
    says: T


def says_on[T](statements: Statements[T], day: date, *, first: T) -> T:
    """What counts on this day; `first` before there was any statement."""
    return next((says for since, says in reversed(statements) if since <= day), first)


def spans[T](statements: Statements[T], *, first: T) -> list[Span[T]]:
    """The days on which something changes, the earliest first."""
    found: list[Span[T]] = [Span(None, first)]
    for day in sorted({since for since, _ in statements}):
        says = says_on(statements, day, first=first)
        if says != found[-1].says:
            found.append(Span(day, says))
    return found
