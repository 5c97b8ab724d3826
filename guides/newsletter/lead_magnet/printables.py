"""Files of the Documents library that a guide hands over in place of the free guide.

Which page names which file only the guides know; they register how to find it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from wagtail.documents.models import AbstractDocument

PREFIX = "printable-"
MOST_DIGITS = 9


@dataclass(frozen=True)
class Printable:
    """A file with the title under which the form offers it; `slug` stands where a free guide's would."""

    slug: str
    title: str
    document: AbstractDocument


Find = Callable[[int], Printable | None]
_finders: list[Find] = []


def register(find: Find) -> None:
    """Register how the printable of a page's id is found; called from an app's `ready()`."""
    _finders.append(find)


def slug_of(page_id: int) -> str:
    """What a sign-up form sends for the printable of this page."""
    return f"{PREFIX}{page_id}"


def printable(slug: str) -> Printable | None:
    """The printable that a live page hands over; None for any other slug."""
    number = slug.removeprefix(PREFIX)
    if number == slug or not (number.isascii() and number.isdigit()) or len(number) > MOST_DIGITS:
        return None
    return next((found for find in _finders if (found := find(int(number)))), None)
