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


def share_count(
    held: Mapping[int | None, int], counted: Mapping[int | None, int]
) -> tuple[list[Part], list[Part]]:
    """What a count changes: pieces of an unknown batch whose batch is found, and differences.

    The first parts add up to nothing. After both, `held` is what was counted.
    """
    found, unknown = dict[int | None, int](), held.get(None, 0)
    for batch, pieces in counted.items():
        new = min(pieces - held.get(batch, 0), unknown) if batch else 0
        if batch and new > 0:
            found[batch], unknown = new, unknown - new
    if found:
        found[None] = -sum(found.values())
    rest = {key: counted.get(key, 0) - held.get(key, 0) - found.get(key, 0) for key in {*held, *counted}}
    return list(found.items()), [(key, pieces) for key, pieces in rest.items() if pieces]


def sent_instead(
    sold: Mapping[int | None, int], held: Mapping[int | None, int], named: Iterable[tuple[int, int]]
) -> list[Part]:
    """What goes back to the shelf (+) and leaves it (−) when other batches were sent than was noted.

    The named batches give what they have, then the pieces of an unknown batch; the rest stays as noted. The
    parts add up to nothing, and no batch falls below nothing.
    """
    wanted = list(named)
    mine = {batch: held.get(batch, 0) for batch, _ in wanted} | {None: held.get(None, 0)}
    shelf = {key: max(mine.get(key, 0), 0) + sold.get(key, 0) for key in [*mine, *sold]}
    shelf = {key: shelf[key] for key in sorted(shelf, key=lambda key: key is not None)}
    taken = dict(take(sum(sold.values()), shelf, wanted))
    changes = {key: sold.get(key, 0) - taken.get(key, 0) for key in {*sold, *taken}}
    return [(key, pieces) for key, pieces in changes.items() if pieces]
