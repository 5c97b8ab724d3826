"""What packers enter when a parcel leaves, and what others decide about it."""

import re
from typing import Any

from django import forms

from shop.fields.email import EmailFormField
from shop.fields.email_address import BadAddress, normalise
from shop.order.batches import Packed, choices_for, is_set, needs_batch, proposal

MOST_BATCHES = 4  # of one line
TRACKING = re.compile(r"(?=.*\d)[A-Z0-9][A-Z0-9 -]{1,38}[A-Z0-9]")
ROYAL_MAIL = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)  # of the check digit (UPU S10)


def tidy_tracking(given: str) -> str:
    """A tracking number in capitals; ValidationError for what no carrier prints on a label."""
    number = " ".join(given.upper().split())
    bare = number.replace(" ", "")
    if number and not TRACKING.fullmatch(number):
        raise forms.ValidationError("Enter the number as on the label, such as AB123456785GB.")
    if (found := ROYAL_MAIL.fullmatch(bare)) and _check_digit(found[1]) != int(found[2]):
        raise forms.ValidationError("The check digit is wrong: compare it with the label.")
    return bare if found else number


def _check_digit(digits: str) -> int:
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(rest, rest)


class OfOrder(forms.Form):
    """A form about one order."""

    def __init__(self, *args: Any, order: Any, **kwargs: Any) -> None:
        self.order = order
        super().__init__(*args, **kwargs)


class TrackingForm(OfOrder):
    """The number on the label; a tracked service can't do without."""

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
        """The number as carriers write it."""
        return tidy_tracking(self.cleaned_data["tracking_number"])


class BatchesForm(OfOrder):
    """For each line the batches its pieces came from, oldest first, filled in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = self.order.lines.select_related("product__parent__product_class", "product__product_class")
        self.lines = [line for line in lines if line.quantity_to_send and line.product]
        for line in self.lines:
            self._add_line(line)

    def batches_of(self, line: Any) -> Any:
        """What may be chosen for a line."""
        return choices_for(line)

    def _add_line(self, line: Any) -> None:
        filled = dict(enumerate(proposal(line)))
        for place in range(
            MOST_BATCHES if is_set(line.product) else min(line.quantity_to_send, MOST_BATCHES)
        ):
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
    def names(line: Any, place: int) -> tuple[str, str]:
        """The names of a line's fields: `batch_7` and `pieces_7`, then `batch_7_2` and `pieces_7_2`."""
        end = f"{line.pk}" if place == 0 else f"{line.pk}_{place + 1}"
        return f"batch_{end}", f"pieces_{end}"

    def rows(self) -> list[tuple[Any, list[tuple[Any, Any]]]]:
        """Each line with its pairs of fields, for the template."""
        return [
            (
                line,
                [(self[batch], self[count]) for batch, count in self._names_of(line) if batch in self.fields],
            )
            for line in self.lines
        ]

    def _names_of(self, line: Any) -> list[tuple[str, str]]:
        return [self.names(line, place) for place in range(MOST_BATCHES)]

    def packed(self) -> list[Packed]:
        """What was entered; the one batch without a number of pieces takes the rest of its line."""
        return [part for line in self.lines for part in self._packed_of(line)]

    def _packed_of(self, line: Any) -> list[Packed]:
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
    def _rest(line: Any, batch: Any, given: list[tuple[Any, int | None]]) -> int:
        others = (pieces or 0 for other, pieces in given if other.product_id == batch.product_id)
        return max(line.quantity_to_send - sum(others), 0)


class DispatchForm(TrackingForm, BatchesForm):
    """Both, when a parcel leaves."""


class CorrectBatchesForm(BatchesForm):
    """What really left, after the parcel has; a batch may be blocked or past its date by now."""

    why = forms.CharField(label="What was wrong", max_length=150)

    def batches_of(self, line: Any) -> Any:
        """Every batch of what is in the line."""
        rows = choices_for(line).model.objects.select_related("product__parent")
        return rows if is_set(line.product) else rows.filter(product=line.product)


class EmailForm(forms.Form):
    """A guest's address, corrected."""

    email = EmailFormField(label="Email address of the buyer", max_length=254)
    why = forms.CharField(label="Why it was wrong", max_length=150)

    def clean_email(self) -> str:
        """As it is stored everywhere."""
        try:
            return normalise(self.cleaned_data["email"])
        except BadAddress as problem:
            raise forms.ValidationError("Enter an email address in the form name@example.com.") from problem


class ReasonForm(forms.Form):
    """Why something is done that the shop would else refuse."""

    reason = forms.CharField(label="Reason", max_length=150)
