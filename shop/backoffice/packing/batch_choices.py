"""The batches that packers choose from, read once for a whole page of parcels."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from shop.backoffice.batch_field import batch_in_words
from shop.catalogue.models import Batch, SetPart
from shop.order.batches import is_set
from shop.order.models import Line

Proposal = list[tuple[Batch, int]]
Choices = list[tuple[int | str, str]]


@dataclass(frozen=True)
class Offered:
    """The batches of a product as a field has them, “none” first, and as HTML."""

    choices: Choices
    options: SafeString

    @property
    def is_none(self) -> bool:
        """Whether there is no batch to choose."""
        return len(self.choices) == 1


class BatchChoices:
    """Batches that may be sent, with the pieces left of each.

    `propose` takes what it proposes off, so that ten cards don't all name the last bottle of a batch.
    """

    def __init__(self, lines: Collection[Line]) -> None:
        sets = {line.product_id for line in lines if is_set(line.product)}
        self._made = (
            set(SetPart.objects.filter(set__in=sets).values_list("set", flat=True)) if sets else set()
        )
        batches = list(_sendable(lines))
        self.batches = {batch.pk: batch for batch in batches}
        self._of_product: dict[int, list[Batch]] = defaultdict(list)
        for batch in batches:
            self._of_product[batch.product_id].append(batch)
        self._left = Counter({batch.pk: batch.left for batch in batches})
        self._offered: dict[int | None, Offered] = {}

    def for_line(self, line: Line) -> Iterable[Batch]:
        """Those that may be chosen, the first to expire first.

        For a set whose parts the office doesn't know these are also those of the oils inside.
        """
        if is_set(line.product) and line.product_id not in self._made:
            return self.batches.values()
        return self._of_product[line.product_id] if line.product_id else []

    def offered(self, line: Line) -> Offered:
        """What may be chosen for a line; of a set, each oil inside with its name."""
        if line.product_id not in self._offered:
            found: Choices = [(batch.pk, _words(line, batch)) for batch in self.for_line(line)]
            choices: Choices = [("", "none"), *found]
            options = format_html_join("\n", '<option value="{}">{}</option>', choices)
            self._offered[line.product_id] = Offered(choices, options)
        return self._offered[line.product_id]

    def propose(self, line: Line) -> Proposal:
        """The first to expire until every piece has a batch. Of a set, only batches of its own."""
        wanted, found = line.quantity_to_send, []
        for batch in self._of_product[line.product_id] if line.product_id else []:
            taken = min(self._left[batch.pk], wanted)
            if taken > 0:
                found.append((batch, taken))
                self._left[batch.pk] -= taken
                wanted -= taken
        return found


def _words(line: Line, batch: Batch) -> str:
    is_part = batch.product_id != line.product_id  # of a set
    product = f", {batch.product.full_name}" if is_part else ""
    return f"{batch_in_words(batch)}, {batch.left} left{product}"


def _sendable(lines: Collection[Line]) -> Iterable[Batch]:
    """With their products where a set needs their names: the lines have those of the others."""
    rows = Batch.objects.sendable().with_left()
    if any(is_set(line.product) for line in lines):
        return rows.prefetch_related("product__parent")
    return rows.filter(product__in={line.product_id for line in lines if line.product_id})
