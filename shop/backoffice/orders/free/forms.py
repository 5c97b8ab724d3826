"""Forms for what is sent at no charge."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from shop.accounts.models import User
from shop.fields.names_missing import NamesMissing
from shop.order.kinds import REPLACEMENT_REASONS, FreeReason
from shop.order.models import Line, Order
from shop.order.replacements import Asked, replaceable

Row = tuple[Line, int, forms.BoundField]


def reason_field(reasons: tuple[FreeReason, ...]) -> forms.ChoiceField:
    """A list of reasons with none chosen."""
    choices = [("", "Choose"), *((reason.value, str(reason.label)) for reason in reasons)]
    return forms.ChoiceField(label="Reason", choices=choices, error_messages={"required": "Choose a reason."})


class FreeForm(NamesMissing, forms.Form):
    """Reason and note, with a key so that a double click is one order."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    note = forms.CharField(
        label="Note for colleagues", max_length=200, required=False, help_text="The buyer doesn’t see it."
    )


class ReplaceForm(FreeForm):
    """How many pieces of each line are sent again."""

    reason = reason_field(REPLACEMENT_REASONS)

    def __init__(
        self, data: Mapping[str, str] | None = None, *, order: Order, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        free = replaceable(order)
        self.lines = [(line, free[line.pk]) for line in order.lines.order_by("pk")]
        only = len(self.lines) == 1
        for line, left in self.lines:
            self.fields[f"pieces_{line.pk}"] = forms.IntegerField(
                label="Pieces", min_value=0, max_value=left, required=False, initial=left if only else None
            )

    def rows(self) -> list[Row]:
        """Each line with the pieces that can be replaced, and its field."""
        return [(line, left, self[f"pieces_{line.pk}"]) for line, left in self.lines]

    def asked(self, by: User) -> Asked:
        """What the service is asked for."""
        given = self.cleaned_data
        pieces = {line.pk: given[f"pieces_{line.pk}"] or 0 for line, _ in self.lines}
        return Asked(pieces, FreeReason(given["reason"]), by, given["key"], given["note"])
