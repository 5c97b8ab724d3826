"""The form that sends a part of an order: pieces of each line, their batches and the tracking number."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from shop.backoffice.packing.batch_choices import BatchChoices
from shop.backoffice.packing.forms import (
    BATCH_MISSING,
    PackedLine,
    ParcelForm,
    names_of,
)
from shop.order.batches import needs_batch
from shop.order.dispatch_holds import missing_pieces
from shop.order.models import Line, Order

NOTHING = "Say how many of which item are in this parcel."


@dataclass(frozen=True)
class PartLine:
    """A line that isn't sent to the end, with the field for its pieces and those for batches."""

    take: forms.BoundField
    packed: PackedLine


class PartForm(ParcelForm):
    """Filled in with what the shelf can give; a batch without pieces takes what the others leave."""

    def __init__(self, data: QueryDict | None = None, *, order: Order, batches: BatchChoices) -> None:
        super().__init__(data, order=order, batches=batches)
        self.missing = missing_pieces(order)
        del self.fields["send"]
        for line in self.lines:
            self.fields[f"take_{line.pk}"] = forms.IntegerField(
                label="Pieces in this parcel",
                min_value=0,
                max_value=line.quantity_to_send,
                required=False,
                initial=self._on_the_shelf(line),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        for name in [name for name in self.fields if name.startswith("pieces_")]:
            self.fields[name].initial = None

    def _on_the_shelf(self, line: Line) -> int:
        """What the proposed batches hold, of items without batches all; never more than what was found."""
        found = line.quantity_to_send - self.missing[line.pk]
        return min(found, self._proposed(line) if needs_batch(line) else line.quantity_to_send)

    def _proposed(self, line: Line) -> int:
        """How many pieces the proposed batches hold."""
        places = [names_of(line, place)[1 if line.quantity_to_send > 1 else 0] for place in range(4)]
        filled = [self.fields[name].initial for name in places if name in self.fields]
        return sum(filled_in if line.quantity_to_send > 1 else 1 for filled_in in filled if filled_in)

    def wanted(self, line: Line) -> int:
        """What was typed for the line."""
        return int(self.cleaned_data.get(f"take_{line.pk}") or 0)

    def clean(self) -> None:
        """A parcel has something in it, its number and its batches."""
        given: dict[str, Any] = self.cleaned_data
        takes = [line for line in self.lines if self.wanted(line)]
        if not takes and not self.errors:
            raise forms.ValidationError(NOTHING)
        self._check_number(given.get("tracking_number", ""))
        for line in takes:
            name, _ = names_of(line, 0)
            if needs_batch(line) and name not in self.errors and not self._given(line):
                self.add_error(name, BATCH_MISSING)

    def part_lines(self) -> list[PartLine]:
        """Each line with its fields, for the template."""
        return [PartLine(self[f"take_{row.line.pk}"], row) for row in self.rows()]

    def pieces(self) -> dict[int, int]:
        """The pieces in the parcel, by the id of their line."""
        return {line.pk: self.wanted(line) for line in self.lines if self.wanted(line)}

    def _given(self, line: Line) -> list[tuple[int, int | None]]:
        """Batches that stand in the form by proposal don't count for a line of which nothing goes."""
        return super()._given(line) if self.wanted(line) else []
