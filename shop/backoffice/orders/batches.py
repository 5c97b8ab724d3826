"""`/office/orders/<number>/batches/<line>/`: which batches a sent line was really of."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from shop.accounts.requests import SignedInRequest
from shop.backoffice.batch_field import BatchField
from shop.backoffice.orders.addresses import order_url
from shop.backoffice.posted import posted
from shop.catalogue.models import Batch
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField
from shop.order import batches, statuses
from shop.order.batches import Packed, WrongBatches, is_set
from shop.order.models import Line

MOST: Final = 4  # rows, unless more are noted


class BatchesForm(NamesMissing, forms.Form):
    """Batches with their pieces, filled with what is noted, and why that is wrong."""

    reason = VisibleTextField(
        max_length=150,
        label="What was wrong",
        error_messages={"required": "Say why: colleagues read it later."},
    )

    def __init__(self, *args: object, line: Line, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.line = line
        choices = batches.correctable(line)
        noted = list(batches.noted_batches(line).items())
        self.shown = max(len(noted), 1)
        self.places = range(max(self.shown, _rows_for(line, choices)))
        for place in self.places:
            batch, pieces = noted[place] if place < len(noted) else (None, None)
            self._add_row(place, choices, batch, pieces)
        self.order_fields([name for name in self.fields if name != "reason"])

    def _add_row(self, place: int, choices: QuerySet[Batch], batch: int | None, pieces: int | None) -> None:
        which = f" {place + 1}" if place else ""
        kind = forms.ModelChoiceField if is_set(self.line.product) else BatchField
        self.fields[f"batch_{place}"] = kind(
            choices, required=place == 0, initial=batch, label=f"Batch{which}", empty_label="none",
            error_messages={"required": "Choose the batch that was sent."},
        )  # fmt: skip
        self.fields[f"pieces_{place}"] = forms.IntegerField(
            min_value=1, required=False, initial=pieces, label=f"Pieces{which}"
        )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of fields of what is noted, for the template."""
        return self._pairs(self.places[: self.shown])

    def more_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Those that are for further batches."""
        return self._pairs(self.places[self.shown :])

    @property
    def has_more(self) -> bool:
        """Whether something stands in them, so that they must be seen."""
        return any(field.value() or field.errors for row in self.more_rows() for field in row)

    def _pairs(self, places: range) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"batch_{place}"], self[f"pieces_{place}"]) for place in places]

    def clean(self) -> dict[str, Any]:
        """A number of pieces may be left out where there is one batch: it is all of them."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        named = [place for place in self.places if given.get(f"batch_{place}")]
        for place in named:
            if not given.get(f"pieces_{place}") and f"pieces_{place}" not in self.errors:
                if len(named) > 1:
                    self.add_error(f"pieces_{place}", "How many were of it?")
                else:
                    given[f"pieces_{place}"] = batches.pieces_sent(self.line)
        return given

    def packed(self) -> list[Packed]:
        """What was really sent."""
        given = self.cleaned_data
        found: list[tuple[Batch | None, int | None]] = [
            (given.get(f"batch_{place}"), given.get(f"pieces_{place}")) for place in self.places
        ]
        return [Packed(self.line.pk, batch.pk, pieces) for batch, pieces in found if batch and pieces]


def _rows_for(line: Line, choices: QuerySet[Batch]) -> int:
    """One for each piece and for each batch that there is; of a set each oil inside may have one."""
    most = min(MOST, choices.count())
    return most if is_set(line.product) else min(most, batches.pieces_sent(line))


@require_http_methods(["GET", "POST"])
def correct(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    """`batches/<line>/`: the old note stays, struck through, with the reason."""
    lines = Line.objects.select_related("order", "product__parent", "stockrecord")
    was_sent = Q(order__status__in=statuses.RECEIVED) | Q(quantity_sent__gt=0)
    line = get_object_or_404(lines, was_sent, pk=pk, order__number=number)
    form = BatchesForm(posted(request), line=line)
    if request.method == "POST" and form.is_valid():
        try:
            batches.correct(line=line, packed=form.packed(), why=form.cleaned_data["reason"], by=request.user)
        except WrongBatches as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "The batches are corrected. The old ones stay, struck through.")
            return redirect(order_url(line.order))
    context = {"order": line.order, "line": line, "form": form, "title": "Correct the batches"}
    return render(request, "backoffice/orders/batches.html", context, status=422 if form.errors else 200)
