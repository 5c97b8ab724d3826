"""Forms of a return: proof of posting, what came back, the end without a refund, and entering one."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from shop.accounts.models import User
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField
from shop.order.cancellations import cancellable
from shop.order.models import Order, Return, ReturnLine
from shop.order.return_rows import Outcome, Reason, State
from shop.order.returns.photos import PhotoField
from shop.order.returns.steps import Arrived
from shop.order.returns.take import Said

STATES = [("", "Choose …"), *State.choices]


class PostedForm(NamesMissing, forms.Form):
    """The day on the proof of posting."""

    posted = forms.DateField(
        label="Posted on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose the day on the proof of posting."},
    )

    def __init__(self, data: QueryDict | None = None, *, row: Return) -> None:
        super().__init__(data, initial={"posted": row.posted_on or timezone.localdate()})


class ArrivedForm(NamesMissing, forms.Form):
    """What came back, and in which state; rows without a state are still to come."""

    def __init__(self, data: QueryDict | None = None, *, row: Return) -> None:
        super().__init__(data)
        self.waiting: list[ReturnLine] = [part for part in row.lines.all() if not part.state]
        for part in self.waiting:
            self.fields[f"pieces_{part.pk}"] = forms.IntegerField(
                label="Pieces", min_value=1, max_value=part.quantity, initial=part.quantity, required=False
            )
            self.fields[f"state_{part.pk}"] = forms.ChoiceField(label="State", choices=STATES, required=False)

    def rows(self) -> list[tuple[ReturnLine, forms.BoundField, forms.BoundField]]:
        """Each waiting line with its two fields."""
        return [(part, self[f"pieces_{part.pk}"], self[f"state_{part.pk}"]) for part in self.waiting]

    def clean(self) -> dict[str, Any]:
        """Nothing chosen isn't an arrival."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not self.arrived():
            raise forms.ValidationError("Choose the state of what has come back.")
        return given

    def arrived(self) -> list[Arrived]:
        """The pieces that are here."""
        given = self.cleaned_data
        return [
            Arrived(part.pk, given.get(f"pieces_{part.pk}") or part.quantity, State(state))
            for part in self.waiting
            if (state := given.get(f"state_{part.pk}"))
        ]


class CloseForm(NamesMissing, forms.Form):
    """The end without a refund."""

    outcome = forms.ChoiceField(
        label="How it ends",
        choices=[(one.value, one.label) for one in (Outcome.NOTHING_OWED, Outcome.REPLACED)],
    )
    why = VisibleTextField(
        label="Why",
        max_length=200,
        help_text="The buyer gets these words by email.",
        error_messages={"required": "Say why: the buyer gets it by email."},
    )


class EnterForm(NamesMissing, forms.Form):
    """What a buyer said on the telephone or wrote in an email."""

    reason = forms.ChoiceField(label="Reason", choices=Reason.choices)
    words = VisibleTextField(
        label="What the buyer said", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    photo = PhotoField(label="Photo", required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        order: Order,
    ) -> None:
        super().__init__(data, files)
        self.lines = cancellable(order)
        if not (order.has_left or order.is_part_sent):  # nothing can be wrong with it yet
            self.fields["reason"].choices = [one for one in Reason.choices if one[0] == Reason.CHANGED_MIND]  # type: ignore[attr-defined]
        for line, free in self.lines:
            self.fields[f"pieces_{line.pk}"] = forms.IntegerField(
                label=f"{line.title}: how many of {free}",
                min_value=0,
                max_value=free,
                required=False,
                initial=1 if [count for _, count in self.lines] == [1] else None,  # there is no choice
            )

    def clean(self) -> dict[str, Any]:
        """Something must be chosen."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not self.chosen():
            raise forms.ValidationError("Enter how many pieces it is about.")
        return given

    def chosen(self) -> list[tuple[Any, int]]:
        """Lines and quantities."""
        pairs = [(line, self.cleaned_data.get(f"pieces_{line.pk}") or 0) for line, _ in self.lines]
        return [(line, pieces) for line, pieces in pairs if pieces]

    def said(self, by: User) -> Said:
        """For the service."""
        given = self.cleaned_data
        return Said(Reason(given["reason"]), given["words"], given["photo"] or b"", by)
