"""The forms of a delivery: its head and a row for each size and batch."""

import uuid
from typing import Any

from django import forms
from django.db.models import Avg, Q
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone

from shop.catalogue.receiving import Arrived, WrongBatch, check_batch
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField
from shop.partner.models import StockMovement, StockRecord
from shop.partner.movements import Kind

UNUSUAL = 10  # times what usually comes
ROWS = 3
MOST_ROWS = 100
MOST_PIECES = 100_000


class ReceiptForm(NamesMissing, forms.Form):
    """Who sent it; `key` makes a second click find the first one's receipt."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    supplier = VisibleTextField(max_length=100, required=False, label="Supplier")
    delivery_note = VisibleTextField(max_length=60, required=False, label="Delivery note")


class RowForm(NamesMissing, forms.Form):
    """A size with its batch; a row without a size is left out."""

    size = forms.CharField(
        max_length=128,
        required=False,
        label="Size",
        widget=forms.TextInput(attrs={"list": "sizes", "autocomplete": "off"}),
    )
    batch = VisibleTextField(max_length=40, required=False, label="Batch")
    best_before = forms.DateField(
        required=False, label="Best before", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    pieces = forms.IntegerField(min_value=1, max_value=MOST_PIECES, required=False, label="Pieces")
    cost = forms.DecimalField(
        min_value=0, max_digits=10, decimal_places=4, required=False, label="Cost each in £, without VAT"
    )
    is_right = forms.BooleanField(required=False, label="Yes, this is right")

    record: StockRecord | None = None
    asks = False

    def clean_size(self) -> str:
        """Find the size by its SKU, as typed or scanned."""
        typed: str = self.cleaned_data["size"].strip()
        if typed:
            found = StockRecord.objects.filter(Q(partner_sku__iexact=typed) | Q(product__upc__iexact=typed))
            self.record = found.select_related("product__parent__product_class").first()
            if self.record is None:
                raise forms.ValidationError(f"No size has the SKU “{typed}”. Choose one from the list.")
        return typed

    def clean(self) -> dict[str, Any]:
        """Pieces always; batch and date for a cosmetic, as we know them; what looks odd is asked for."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if self.record is None:
            if "size" in given and any(
                given.get(name) for name in ("batch", "best_before", "pieces", "cost")
            ):
                self.add_error("size", "Which size is it?")
            return given
        if not given.get("pieces") and "pieces" in given:
            self.add_error("pieces", "How many pieces have come?")
        self._check_batch(given, self.record)
        self._ask_if_unusual(given)
        self._ask_if_past(given)
        return given

    def _check_batch(self, given: dict[str, Any], record: StockRecord) -> None:
        if record.product.is_cosmetic:
            if not given.get("batch") and "batch" in given:
                self.add_error("batch", "A cosmetic needs the batch that is printed on it.")
            if not given.get("best_before") and "best_before" in given:
                self.add_error("best_before", "A cosmetic needs its best-before date.")
        if given.get("batch") and "best_before" in given:
            try:
                check_batch(
                    product_id=record.product_id, number=given["batch"], best_before=given["best_before"]
                )
            except WrongBatch as problem:
                self.add_error("best_before", str(problem))

    def _ask_if_unusual(self, given: dict[str, Any]) -> None:
        """Ask once about ten times what usually comes: a scanner types a barcode as pieces, too."""
        came = StockMovement.objects.filter(stock_record=self.record, kind=Kind.RECEIVED)
        usual = came.aggregate(average=Avg("pieces"))["average"]
        if usual and (given.get("pieces") or 0) >= UNUSUAL * usual and not given.get("is_right"):
            self.asks = True
            self.add_error("pieces", f"Usually about {usual:.0f} come. Tick the box if this is right.")

    def _ask_if_past(self, given: dict[str, Any]) -> None:
        """Ask once about a day that is over: mostly it is the year that was mistyped."""
        day = given.get("best_before")
        if day and day < timezone.localdate() and not given.get("is_right"):
            self.asks = True
            self.add_error("best_before", "This day is over. Tick the box if it is on the bottle.")

    @property
    def arrived(self) -> Arrived | None:
        """What the row says, after `is_valid`; None for an empty one."""
        if self.record is None:
            return None
        given = self.cleaned_data
        return Arrived(
            record_id=self.record.pk,
            product_id=self.record.product_id,
            pieces=given["pieces"],
            number=given["batch"],
            best_before=given["best_before"],
            cost=given["cost"],
        )


class Rows(BaseFormSet[RowForm]):
    """All rows of a delivery."""

    def clean(self) -> None:
        """At least one size; a batch has one date on all rows."""
        rows = [row for form in self.forms if form.is_valid() and (row := form.arrived)]
        if not rows and not any(form.errors for form in self.forms):
            raise forms.ValidationError("Type or scan at least one size.")
        dates: dict[tuple[int, str], object] = {}
        for row in rows:
            if (
                row.number
                and dates.setdefault((row.record_id, row.number), row.best_before) != row.best_before
            ):
                raise forms.ValidationError(f"Batch {row.number} stands here with two dates.")


RowFormSet = formset_factory(
    RowForm, formset=Rows, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)
