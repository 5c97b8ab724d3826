"""The form of one parcel: its batches and its tracking number. A page has one for each order."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django import forms
from django.http import QueryDict

from shop.backoffice.packing.batch_choices import BatchChoices, Offered
from shop.backoffice.packing.drawn import BatchSelect, CheckboxInput, NumberInput, TextInput
from shop.fields.names_missing import NamesMissing
from shop.order.batches import Packed, is_set, needs_batch
from shop.order.models import Line, Order
from shop.order.tracking_field import TrackingNumberField
from shop.order.tracking_numbers import is_tracked
from shop.order.used_numbers import UsedNumbers

MAX_BATCHES: Final = 4  # for each order line
TRACKING_MISSING: Final = "Enter the tracking number from the label."
BATCH_MISSING: Final = "Choose the batch. If there is none, receive it first, under Receive stock."
NOT_OFFERED: Final = "That batch is blocked, past its date, or of another product. Choose again."


@dataclass(frozen=True)
class BatchRow:
    """The fields of one batch of a line; `pieces` is None where there is only one piece."""

    batch: forms.BoundField
    pieces: forms.BoundField | None


@dataclass(frozen=True)
class PackedLine:
    """A line with its fields: the first row is always shown, the others on request."""

    line: Line
    first: BatchRow | None
    others: list[BatchRow]

    @property
    def has_others(self) -> bool:
        """Whether further batches are filled in, so that their fields must be seen."""
        return any(row.batch.value() or row.batch.errors for row in self.others)


def last_parcel_id(order: Order) -> int:
    """The id of the last parcel that has left, 0 for none."""
    parcels = order.standing_parcels
    return parcels[-1].pk if parcels else 0


def prefix_of(order_id: int) -> str:
    """What the names of an order's fields begin with."""
    return f"o{order_id}"


class ParcelForm(NamesMissing, forms.Form):
    """What is checked only once the parcel is ticked as packed."""

    use_required_attribute = False

    send = forms.BooleanField(required=False, widget=CheckboxInput)
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the last parcel that is shown
    tracking_number = TrackingNumberField(
        label="Tracking number",
        max_length=40,
        required=False,
        widget=TextInput(
            attrs={
                "type": "text",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        order: Order,
        batches: BatchChoices,
        used: UsedNumbers | None = None,
    ) -> None:
        self.order, self.batches, self.used = order, batches, used
        super().__init__(data, prefix=prefix_of(order.pk), label_suffix="")
        self.initial["after"] = last_parcel_id(order)
        self.lines = [line for line in order.lines.all() if line.quantity_to_send]
        for line in self.lines:
            self._add_fields(line)

    @property
    def is_ticked(self) -> bool:
        """Whether it is to be sent."""
        return bool(self["send"].value())

    @property
    def is_tracked(self) -> bool:
        """Whether its service comes with a tracking number."""
        return is_tracked(self.order.shipping_method)

    def wanted(self, line: Line) -> int:
        """How many pieces of a line go; once the form is valid."""
        return line.quantity_to_send

    def _add_fields(self, line: Line) -> None:
        offered = self.batches.offered(line)
        if offered.is_none and not needs_batch(line):
            return
        filled = dict(enumerate(self.batches.propose(line)))
        places = MAX_BATCHES if is_set(line.product) else min(line.quantity_to_send, MAX_BATCHES)
        for place in range(places):
            batch, pieces = filled.get(place, (None, None))
            self._add_pair(line, place, offered, batch.pk if batch else None, pieces)

    def _add_pair(
        self, line: Line, place: int, offered: Offered, batch: int | None, pieces: int | None
    ) -> None:
        name, count = names_of(line, place)
        which = f"{line.title}{f', batch {place + 1}' if place else ''}"
        self.fields[name] = forms.TypedChoiceField(
            choices=offered.choices,
            coerce=int,
            empty_value=None,
            required=False,
            initial=batch,
            label=f"Batch of {which}",
            widget=BatchSelect(offered.options),
            error_messages={"invalid_choice": NOT_OFFERED},
        )
        if line.quantity_to_send > 1:
            self.fields[count] = forms.IntegerField(
                label=f"Pieces of {which}",
                min_value=1,
                required=False,
                initial=pieces,
                widget=NumberInput,
            )

    def clean(self) -> None:
        """What must not be missing from a parcel that is ticked."""
        given = self.cleaned_data
        if not given.get("send"):
            return
        self._check_number(given.get("tracking_number", ""))
        for line in self.lines:
            name, _ = names_of(line, 0)
            if needs_batch(line) and name not in self.errors and not self._given(line):
                self.add_error(name, BATCH_MISSING)

    def _check_number(self, number: str) -> None:
        """A tracked service has a number, and no other parcel has the same: the service looks again."""
        if "tracking_number" in self.errors:
            return
        if self.is_tracked and not number:
            self.add_error("tracking_number", TRACKING_MISSING)
        elif self.used and (taken := self.used.taken(number, order=self.order)):
            self.add_error("tracking_number", taken)

    def rows(self) -> list[PackedLine]:
        """Each line with its fields, for the template."""
        return [self._row(line) for line in self.lines]

    def _row(self, line: Line) -> PackedLine:
        rows = list(self._pairs(line))
        return PackedLine(line, rows[0] if rows else None, rows[1:])

    def _pairs(self, line: Line) -> Iterator[BatchRow]:
        for name, count in (names_of(line, place) for place in range(MAX_BATCHES)):
            if name in self.fields:
                yield BatchRow(self[name], self[count] if count in self.fields else None)

    def _given(self, line: Line) -> list[tuple[int, int | None]]:
        """The chosen batches of a line with the pieces that were typed."""
        pairs = (names_of(line, place) for place in range(MAX_BATCHES))
        entered = self.cleaned_data
        return [(entered[name], entered.get(count)) for name, count in pairs if entered.get(name)]

    def packed(self) -> list[Packed]:
        """The chosen batches; one without a number of pieces gets the rest of its line."""
        return [part for line in self.lines for part in self._packed_of(line)]

    def _packed_of(self, line: Line) -> list[Packed]:
        """Batches without a number of pieces share the rest in their order; the last one takes all of it."""
        given, found = self._given(line), self.batches.batches
        rest: Counter[int] = Counter({found[batch].product_id: self.wanted(line) for batch, _ in given})
        for batch, pieces in given:
            rest[found[batch].product_id] -= pieces or 0
        blank = {found[batch].product_id: batch for batch, pieces in given if not pieces}
        parts = []
        for batch, pieces in given:
            product = found[batch].product_id
            is_last = blank.get(product) == batch
            count = pieces or min(rest[product], rest[product] if is_last else found[batch].left)
            rest[product] -= 0 if pieces else count
            if count > 0:
                parts.append(Packed(line.pk, batch, count))
        return parts


def names_of(line: Line, place: int) -> tuple[str, str]:
    """The names of a line's fields: `batch_7` and `pieces_7`, then `batch_7_2` and `pieces_7_2`."""
    end = f"{line.pk}" if place == 0 else f"{line.pk}_{place + 1}"
    return f"batch_{end}", f"pieces_{end}"
