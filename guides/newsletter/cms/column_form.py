"""The page on which the columns of a file are chosen: its form, and what the first rows would become."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from django import forms
from django.utils import timezone

from guides.newsletter.cms.import_columns import ImportColumns, guess, remembered
from guides.newsletter.cms.importing import Row, read_rows
from guides.newsletter.models import SubscriberTag
from guides.newsletter.statements import NEWS, OFFERS
from shop.fields.names_missing import NamesMissing

PREVIEWED = 200  # rows
SHOWN = 10
NONE = ("", "–")
SHORTEST_WORDS = 10


@dataclass(frozen=True)
class Preview:
    """The first rows as they would be imported, and what is wrong with the others."""

    good: Sequence[Row]
    faults: Sequence[tuple[int, str]]
    number_good: int
    number_bad: int
    most: int = PREVIEWED


class ColumnsForm(NamesMissing, forms.Form):
    """A list of the file’s headings for each value, and what holds for every row instead of a column."""

    email = forms.ChoiceField(label="Email address")
    consented_at = forms.ChoiceField(label="Day on which the person agreed", required=False)
    day = forms.DateField(
        label="Or the same day for all",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    basis = forms.ChoiceField(label="Where and how the person agreed", required=False)
    words = forms.CharField(
        label="Or the same words for all",
        required=False,
        max_length=185,
        help_text="Such as: Ticked “Send me news” on the sign-up form of our old website.",
    )
    purpose = forms.ChoiceField(label="What the person agreed to: “news” or “offers”", required=False)
    purposes = forms.MultipleChoiceField(
        label="Or the same for all",
        choices=((NEWS, "News"), (OFFERS, "Offers")),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    status = forms.ChoiceField(
        label="State",
        required=False,
        help_text="Only rows that say “subscribed”, “confirmed”, “active” or “yes” here are imported.",
    )
    tags = forms.ChoiceField(label="Tags, with commas between them", required=False)
    tag = forms.CharField(label="A tag for all", required=False, max_length=SubscriberTag.LONGEST)
    dry_run = forms.BooleanField(label="Only check it", required=False)

    def __init__(self, data: object, *, headings: Sequence[str]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        offered = [NONE, *((name, name.replace("_", " ")) for name in headings)]
        for name in ("email", "consented_at", "basis", "purpose", "status", "tags"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = offered
        self.initial = {**guess(headings), **remembered(headings)}

    def clean(self) -> dict[str, object]:
        """Each value comes from a column or holds for all."""
        found = super().clean() or {}
        if not (found.get("consented_at") or found.get("day")):
            self.add_error("day", "Choose a column with the day, or enter one.")
        if not found.get("basis") and len(str(found.get("words") or "")) < SHORTEST_WORDS:
            self.add_error("words", "Say where and how these people agreed, or choose a column.")
        if not (found.get("purpose") or found.get("purposes")):
            self.add_error("purposes", "Say what they agreed to, or choose a column.")
        return found

    def chosen(self) -> ImportColumns:
        """The choice, once the form is valid."""
        texts = {
            field.name: self._text(field.name) for field in fields(ImportColumns) if field.name != "purposes"
        }
        return ImportColumns(**texts, purposes=tuple(self.cleaned_data["purposes"]))

    def _text(self, name: str) -> str:
        value = self.cleaned_data[name]
        return "" if value is None else str(value)


def preview_of(content: bytes, form: ColumnsForm) -> Preview | None:
    """What the first rows would become; None before the choice is whole."""
    if not form.is_valid():
        return None
    found = read_rows(content, today=timezone.localdate(), columns=form.chosen(), most=PREVIEWED)
    good = list(found.good.values())
    return Preview(good[:SHOWN], found.faults[:SHOWN], len(good), len(found.faults))
