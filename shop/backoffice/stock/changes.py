"""The forms that change the stock of one size: a count, and pieces that went or turned up."""

import uuid

from django import forms

from shop.accounts.models import User
from shop.backoffice.batch_field import BatchField
from shop.catalogue.models import Batch
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField
from shop.partner import stock
from shop.partner.movements import Kind

MOST_PIECES = 100_000
KINDS = (Kind.BROKEN, Kind.SAMPLE, Kind.GIFT, Kind.LOST, Kind.FOUND)


class CountForm(NamesMissing, forms.Form):
    """All pieces on the shelf, those of open orders too; the form doesn't show what is expected."""

    pieces = forms.IntegerField(min_value=0, max_value=MOST_PIECES, label="Counted on the shelf")
    reason = VisibleTextField(max_length=200, required=False, label="Note")

    def save(self, *, record_id: int, by: User) -> int | None:
        """Post the difference and return it; None where more pieces are promised than were counted."""
        given = self.cleaned_data
        try:
            return stock.count(record_id=record_id, pieces=given["pieces"], reason=given["reason"], by=by)
        except stock.NotEnough:
            return None


class TakeForm(NamesMissing, forms.Form):
    """Pieces of a batch that left without an order, or were found."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in KINDS], label="What happened")
    batch = BatchField(Batch.objects.none(), required=False, label="Batch", empty_label="unknown")
    pieces = forms.IntegerField(min_value=1, max_value=MOST_PIECES, label="Pieces")
    reason = VisibleTextField(max_length=200, label="Reason")

    def __init__(self, *args: object, record_id: int) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.record_id = record_id
        batches: BatchField = self.fields["batch"]  # type: ignore[assignment]
        batches.queryset = Batch.objects.filter(movements__stock_record=record_id).distinct()

    def save(self, *, by: User) -> str:
        """Post it and say so; raises NotEnough, AlreadyDone."""
        given = self.cleaned_data
        kind, batch = Kind(given["kind"]), given["batch"]
        pieces = given["pieces"] if kind == Kind.FOUND else -given["pieces"]
        entry = stock.Entry(kind, given["reason"], by, key=given["key"])
        stock.adjust(
            record_id=self.record_id, pieces=pieces, batch_id=batch.pk if batch else None, entry=entry
        )
        return f"{kind.label}: {pieces:+d} is posted."
