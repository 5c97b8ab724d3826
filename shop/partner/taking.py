"""From which batches pieces are taken. Pure.

A batch is known by its id; None is “batch unknown”.
"""

from collections.abc import Iterable, Mapping

Part = tuple[int | None, int]  # batch, pieces


def take(pieces: int, held: Mapping[int | None, int], named: Iterable[tuple[int, int]] = ()) -> list[Part]:
    """Share `pieces` out: as named as far as the batch has them, then in the order of `held`.

    The parts add up to `pieces`. Where the ledger holds fewer, the rest has no batch: the nightly check says
    so.
    """
    left, taken = dict(held), dict[int | None, int]()
    for batch, wanted in [*named, *((batch, pieces) for batch in held)]:
        part = min(wanted, left.get(batch, 0), pieces - sum(taken.values()))
        if part > 0:
            taken[batch] = taken.get(batch, 0) + part
            left[batch] -= part
    missing = pieces - sum(taken.values())
    if missing:
        taken[None] = taken.get(None, 0) + missing
    return list(taken.items())
