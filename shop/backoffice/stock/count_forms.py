"""The forms of a count batch by batch."""

import uuid
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from shop.backoffice.stock.changes import MOST_PIECES
from shop.catalogue.counting import Counted
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField

ROWS, MOST_ROWS = 3, 60


class CountHead(NamesMissing, forms.Form):
    """`key` makes a second click find the first one's count."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    note = VisibleTextField(max_length=200, required=False, label="Note")
    is_empty = forms.BooleanField(required=False, label="Nothing of this size is on the shelf")


class CountRow(NamesMissing, forms.Form):
    """A batch with its pieces; an empty row is left out."""

    batch = VisibleTextField(max_length=40, required=False, label="Batch")
    best_before = forms.DateField(
        required=False, label="Best before", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    pieces = forms.IntegerField(min_value=0, max_value=MOST_PIECES, required=False, label="Pieces")

    def __init__(self, *args: object, is_cosmetic: bool = True, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.is_cosmetic = is_cosmetic

    def clean(self) -> dict[str, Any]:
        """Pieces of every row that says anything; batch and date of a cosmetic."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(given.get(name) not in (None, "") for name in ("batch", "best_before", "pieces")):
            return given
        if "pieces" in given and given["pieces"] is None:
            self.add_error("pieces", "How many are there?")
        if self.is_cosmetic and "batch" in given and not given["batch"]:
            self.add_error("batch", "A cosmetic needs the batch that is printed on it.")
        if self.is_cosmetic and "best_before" in given and not given["best_before"]:
            self.add_error("best_before", "A cosmetic needs its best-before date.")
        return given

    @property
    def counted(self) -> Counted | None:
        """What the row says, after `is_valid`; None for an empty one."""
        given = self.cleaned_data
        if given.get("pieces") is None:
            return None
        return Counted(given["pieces"], given["batch"], given["best_before"])


class CountRows(BaseFormSet[CountRow]):
    """All rows of a count."""

    def clean(self) -> None:
        """A batch stands in one row."""
        rows = [row for form in self.forms if form.is_valid() and (row := form.counted)]
        numbers = [row.number for row in rows if row.number]
        for number in {number for number in numbers if numbers.count(number) > 1}:
            raise forms.ValidationError(f"Batch {number} stands here twice: add its pieces up.")


def counted_in(rows: BaseFormSet[CountRow]) -> list[Counted]:
    """What was counted, after `is_valid`."""
    return [row for form in rows.forms if (row := form.counted)]


CountFormSet = formset_factory(
    CountRow, formset=CountRows, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)
