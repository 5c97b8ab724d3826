"""Shares the batches of parts out over sets, so that each batch of sets holds known batches. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shop.partner.taking import Part

Contents = tuple[tuple[int, int | None, int], ...]  # product, batch, pieces in each set


@dataclass(frozen=True)
class Group:
    """So many sets that hold the same."""

    sets: int
    contents: Contents


def compose(sets: int, parts: Mapping[int, tuple[int, Sequence[Part]]]) -> list[Group]:
    """`parts` has for each product the pieces in a set, and its batches in the order to take them in.

    The batches must have enough. Sets that hold the same stand together; the first batches go into the first
    ones.
    """
    runs = {product: [[batch, pieces] for batch, pieces in held] for product, (_, held) in parts.items()}
    found: list[Group] = []
    for _ in range(sets):
        contents = tuple(
            (product, batch, pieces)
            for product, (each, _) in parts.items()
            for batch, pieces in _next(runs[product], each)
        )
        if found and found[-1].contents == contents:
            found[-1] = Group(found[-1].sets + 1, contents)
        else:
            found.append(Group(1, contents))
    return found


def _next(run: list[list[int | None]], wanted: int) -> list[tuple[int | None, int]]:
    """Take the next pieces off a run of batches."""
    taken: list[tuple[int | None, int]] = []
    while wanted > 0:
        batch, left = run[0]
        part = min(wanted, left or 0)
        if part:
            taken.append((batch, part))
        wanted -= part
        run[0][1] = (left or 0) - part
        if not run[0][1]:
            run.pop(0)
    return taken
