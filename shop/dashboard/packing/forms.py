"""Forms for dispatching orders and correcting what was sent."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from shop.catalogue.models import Batch
from shop.order.batches import Packed, choices_for, is_set, needs_batch, proposal
from shop.order.models import Line, Order
from shop.order.tracking_numbers import WrongTrackingNumber, tidy_tracking

MAX_BATCHES = 4  # for each order line


class OrderForm(forms.Form):
    """Base class of forms about one order."""

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        self.order = order
        super().__init__(*args, **kwargs)


class TrackingForm(OrderForm):
    """The tracking number; required for tracked services."""

    tracking_number = forms.CharField(
        label="Tracking number",
        max_length=40,
        required=False,
        help_text="As on the label.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tracking_number"].required = "tracked" in self.order.shipping_method.lower()

    def clean_tracking_number(self) -> str:
        try:
            return tidy_tracking(self.cleaned_data["tracking_number"])
        except WrongTrackingNumber as problem:
            raise forms.ValidationError(str(problem)) from problem


class BatchesForm(OrderForm):
    """The batches of each line, with a proposal: the oldest first."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = self.order.lines.select_related("product__parent__product_class", "product__product_class")
        self.lines = [line for line in lines if line.quantity_to_send and line.product]
        for line in self.lines:
            self._add_line(line)

    def batches_of(self, line: Line) -> QuerySet[Batch]:
        """The batches to choose from for a line."""
        return choices_for(line)

    def _add_line(self, line: Line) -> None:
        filled = dict(enumerate(proposal(line)))
        for place in range(MAX_BATCHES if is_set(line.product) else min(line.quantity_to_send, MAX_BATCHES)):
            batch, pieces = filled.get(place, (None, None))
            batches, counts = self.names(line, place)
            which = "" if place == 0 else f", batch {place + 1}"
            self.fields[batches] = forms.ModelChoiceField(
                self.batches_of(line),
                label=f"Batch of {line.quantity_to_send} × {line.title}{which}",
                required=place == 0 and needs_batch(line),
                initial=batch,
                empty_label="none",
                error_messages={"required": "Choose the batch, or add it under Catalogue → Batches first."},
            )
            self.fields[counts] = forms.IntegerField(
                label=f"Pieces of it{which}", min_value=1, required=False, initial=pieces
            )

    @staticmethod
    def names(line: Line, place: int) -> tuple[str, str]:
        """The names of a line's fields: `batch_7` and `pieces_7`, then `batch_7_2` and `pieces_7_2`."""
        end = f"{line.pk}" if place == 0 else f"{line.pk}_{place + 1}"
        return f"batch_{end}", f"pieces_{end}"

    def rows(self) -> list[tuple[Line, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """Each line with its pairs of fields, for the template."""
        return [
            (
                line,
                [(self[batch], self[count]) for batch, count in self._names_of(line) if batch in self.fields],
            )
            for line in self.lines
        ]

    def _names_of(self, line: Line) -> list[tuple[str, str]]:
        return [self.names(line, place) for place in range(MAX_BATCHES)]

    def packed(self) -> list[Packed]:
        """The entered batches; one without a quantity gets the rest of its line."""
        return [part for line in self.lines for part in self._packed_of(line)]

    def _packed_of(self, line: Line) -> list[Packed]:
        entered = self.cleaned_data
        given = [
            (batch, entered.get(count))
            for name, count in self._names_of(line)
            if (batch := entered.get(name))
        ]
        return [
            Packed(line.pk, batch.pk, pieces or self._rest(line, batch, given)) for batch, pieces in given
        ]

    @staticmethod
    def _rest(line: Line, batch: Batch, given: list[tuple[Batch, int | None]]) -> int:
        others = (pieces or 0 for other, pieces in given if other.product_id == batch.product_id)
        return max(line.quantity_to_send - sum(others), 0)


class DispatchForm(TrackingForm, BatchesForm):
    """Tracking number and batches, for dispatching an order."""


class CorrectBatchesForm(BatchesForm):
    """Corrects batches after dispatch. Blocked and expired batches may be chosen."""

    why = forms.CharField(label="What was wrong", max_length=150)

    def batches_of(self, line: Line) -> QuerySet[Batch]:
        """Every batch of the line's product, or of all products for a set."""
        rows = choices_for(line).model.objects.select_related("product__parent")
        return rows if is_set(line.product) else rows.filter(product=line.product)


class ReasonForm(forms.Form):
    """The reason for dispatching an order on hold."""

    reason = forms.CharField(label="Reason", max_length=150)
