"""The forms of a set: what is in it, making some, and taking some apart."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone

from shop.backoffice.batch_field import BatchField
from shop.backoffice.stock.changes import MOST_PIECES
from shop.catalogue.models import Batch, Product
from shop.catalogue.set_making import MOST_SETS
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField
from shop.london import london
from shop.partner.models import StockRecord

ROWS, MOST_ROWS = 3, 20


class PartForm(NamesMissing, forms.Form):
    """A size by its SKU, and its pieces in one set; a row without a size is left out."""

    size = forms.CharField(
        max_length=128,
        required=False,
        label="Size",
        widget=forms.TextInput(attrs={"list": "sizes", "autocomplete": "off"}),
    )
    pieces = forms.IntegerField(min_value=1, max_value=100, required=False, label="Pieces in a set")

    def clean_size(self) -> Product | None:
        """Find the size as typed or scanned."""
        typed = self.cleaned_data["size"].strip()
        if not typed:
            return None
        found = StockRecord.objects.filter(Q(partner_sku__iexact=typed) | Q(product__upc__iexact=typed))
        record = found.select_related("product").first()
        if record is None:
            raise ValidationError(f"No size has the SKU “{typed}”. Choose one from the list.")
        product: Product = record.product
        return product

    def clean(self) -> dict[str, Any]:
        """Both or none."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("size") and not given.get("pieces") and "pieces" in given:
            self.add_error("pieces", "How many are in a set?")
        if given.get("pieces") and not given.get("size") and "size" in given:
            self.add_error("size", "Which size is it?")
        return given


def parts_in(rows: BaseFormSet[PartForm]) -> dict[int, int]:
    """Pieces in a set by product, after `is_valid`."""
    found: dict[int, int] = {}
    for given in (form.cleaned_data for form in rows.forms):
        if product := given.get("size"):
            found[product.pk] = found.get(product.pk, 0) + given["pieces"]
    return found


PartFormSet = formset_factory(
    PartForm, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


class MakeForm(NamesMissing, forms.Form):
    """`key` makes a second click make nothing."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    sets = forms.IntegerField(min_value=1, max_value=MOST_SETS, label="How many sets")
    number = VisibleTextField(max_length=36, label="Batch of the sets", help_text="Write it on the boxes.")

    @classmethod
    def proposing(cls, product: Product) -> "MakeForm":
        """Today’s number: S261129, then S261129b and so on."""
        day = london(timezone.localdate(), "S%y%m%d")
        taken = Batch.objects.filter(product=product, number__startswith=day).count()
        return cls(initial={"number": f"{day}{'' if not taken else f'/{taken + 1}'}"})


class ApartForm(NamesMissing, forms.Form):
    """Sets of one batch whose parts go back to the shelf."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    batch = BatchField(Batch.objects.none(), label="Batch of the sets", empty_label=None)
    sets = forms.IntegerField(min_value=1, max_value=MOST_PIECES, label="How many sets")
    reason = VisibleTextField(max_length=200, label="Reason")

    def __init__(self, *args: object, product: Product, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        batches: BatchField = self.fields["batch"]  # type: ignore[assignment]
        made = Batch.objects.filter(product=product, parts__isnull=False).distinct().with_left()
        batches.queryset = made.filter(Q(on_shelf__gt=0)).select_related("product__parent")
