"""Bit sets: sets of items of a list as whole numbers, where bit *i* stands for item *i*. Pure.

Filtering is then "and" and "or", counting is `int.bit_count`: 5,000 products take as long as twelve.
"""

from collections.abc import Iterable, Iterator, Sequence


def from_flags(flags: Sequence[bool]) -> int:
    """Return the set of the items whose flag is true."""
    return int("".join("1" if flag else "0" for flag in reversed(flags)) or "0", 2)


def from_indices(places: Iterable[int], length: int) -> int:
    """Return the set of the items at these indices of a list of that length."""
    digits = bytearray(b"0" * (length or 1))
    for place in places:
        digits[-1 - place] = 49  # "1"
    return int(digits, 2)


def indices(members: int) -> Iterator[int]:
    """Yield the indices of a set in ascending order, lazily."""
    digits = f"{members:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


def indices_in(order: Iterable[int], members: int) -> Iterator[int]:
    """Yield the indices of a set in the order of another sequence of indices."""
    digits = f"{members:b}"[::-1]
    return (place for place in order if place < len(digits) and digits[place] == "1")
