"""Sets of things that stand in a row, as whole numbers: bit *i* stands for thing *i*. Pure.

Choosing is then "and" and "or", and counting is `int.bit_count`: over five thousand products that takes
what it takes over twelve.
"""

from collections.abc import Iterable, Iterator, Sequence


def from_flags(flags: Sequence[bool]) -> int:
    """The set that holds thing i where flag i is true."""
    return int("".join("1" if flag else "0" for flag in reversed(flags)) or "0", 2)


def from_indices(places: Iterable[int], length: int) -> int:
    """The set of the things at some places of a row with that length."""
    digits = bytearray(b"0" * (length or 1))
    for place in places:
        digits[-1 - place] = 49  # "1"
    return int(digits, 2)


def indices(members: int) -> Iterator[int]:
    """Where the things of a set stand, first to last; found one by one as they are asked for."""
    digits = f"{members:b}"[::-1]
    place = digits.find("1")
    while place >= 0:
        yield place
        place = digits.find("1", place + 1)


def indices_in(order: Iterable[int], members: int) -> Iterator[int]:
    """Where the things of a set stand, in another order of the whole row."""
    digits = f"{members:b}"[::-1]
    return (place for place in order if place < len(digits) and digits[place] == "1")
