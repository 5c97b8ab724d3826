"""What to take from the shelf for all parcels: pieces of each size and batch."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from shop.backoffice.packing.batch_choices import BatchChoices
from shop.catalogue.models import Batch
from shop.order.models import Line, Order


@dataclass(frozen=True)
class Pick:
    """So many pieces of a size from one batch; `batch` is None where none is proposed."""

    title: str
    sku: str
    batch: Batch | None
    pieces: int


def pick_list(orders: Iterable[Order]) -> list[Pick]:
    """By name of the size, then the batch that expires first, as the cards propose them."""
    lines = [line for order in orders for line in order.lines.all() if line.quantity_to_send]
    choices = BatchChoices(lines)
    total: Counter[tuple[str, str, int | None]] = Counter()
    for line in lines:
        for batch, pieces in _parts(line, choices):
            total[(line.title, line.partner_sku, batch.pk if batch else None)] += pieces
    place = {None: len(choices.batches)} | {pk: place for place, pk in enumerate(choices.batches)}
    rows = sorted(total.items(), key=lambda row: (row[0][:2], place[row[0][2]]))
    return [
        Pick(title, sku, choices.batches[pk] if pk else None, pieces) for (title, sku, pk), pieces in rows
    ]


def _parts(line: Line, choices: BatchChoices) -> list[tuple[Batch | None, int]]:
    """The proposal, and what is left without a batch."""
    found = choices.propose(line)
    rest = line.quantity_to_send - sum(pieces for _, pieces in found)
    return [*found, (None, rest)] if rest else [*found]
