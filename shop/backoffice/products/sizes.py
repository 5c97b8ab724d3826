"""The table of a product's sizes: volume, SKU, weight, published; a price only until there is one."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django import forms
from django.http import QueryDict

from shop.backoffice.models import ProductWeight
from shop.backoffice.prices.forms import LEAST, MOST
from shop.backoffice.products.compared import ComparedForm
from shop.catalogue.models import Product
from shop.fields.names_missing import NamesMissing
from shop.fields.pounds import PoundsField
from shop.partner.models import StockRecord
from shop.partner.new_records import open_stock_record

NEW_ROWS = 2
MOST_GRAMS = 30_000


class PieceForm(NamesMissing, forms.Form):
    """What one piece weighs, and its first price; later prices are changed under Prices and stock."""

    grams = forms.IntegerField(
        min_value=1, max_value=MOST_GRAMS, required=False, label="Weight (g)", show_hidden_initial=True
    )
    price = PoundsField(least=LEAST, most=MOST, required=False, label="Price in £, VAT included")

    def __init__(self, product: Product, data: QueryDict | None, prefix: str) -> None:
        weight = ProductWeight.objects.filter(product=product.pk).first() if product.pk else None
        super().__init__(data, prefix=prefix, initial={"grams": weight.grams if weight else None})
        self.record = StockRecord.objects.filter(product=product.pk).first() if product.pk else None
        if self.record:
            del self.fields["price"]

    def check_sku(self, sku: str) -> str:
        """What is wrong with the SKU for this price, or ""."""
        if self.cleaned_data.get("price") is None:
            return ""
        if not sku:
            return "With a price it needs a SKU."
        taken = StockRecord.objects.filter(partner_sku__iexact=sku).exists()
        return "Another size has this SKU." if taken else ""

    def write(self, product: Product) -> bool:
        """Save weight and first price; whether there was anything to save."""
        price: Decimal | None = self.cleaned_data.get("price")
        if price is not None:
            open_stock_record(product_id=product.pk, sku=product.upc or "", price=price)
        if "grams" in self.changed_data:
            self._weigh(product)
        return price is not None or "grams" in self.changed_data

    def _weigh(self, product: Product) -> None:
        weight = ProductWeight.objects.filter(product=product).first() or ProductWeight(product=product)
        if self.cleaned_data["grams"] is None:
            if weight.pk:
                weight.delete()
            return
        weight.grams = self.cleaned_data["grams"]
        weight.save()


class SizeForm(ComparedForm):
    """A size that is there, or a new one, which is left out while its row is empty."""

    class Meta:
        model = Product
        fields: ClassVar = ["volume_ml", "upc", "is_public"]
        labels: ClassVar = {"volume_ml": "Volume (ml)", "upc": "SKU", "is_public": "Offered"}
        help_texts: ClassVar = dict.fromkeys(fields, "")

    def __init__(self, data: QueryDict | None, *, instance: Product, prefix: str) -> None:
        super().__init__(data, instance=instance, prefix=prefix)
        if self.instance.upc:
            self.fields["upc"].disabled = True
            self.fields["upc"].show_hidden_initial = False
        if self.instance.pk is None:
            self.fields["is_public"].initial = True


@dataclass(frozen=True)
class Size:
    """A row: the form of the size and the form of one piece of it."""

    form: SizeForm
    piece: PieceForm

    @property
    def product(self) -> Product:
        return self.form.instance

    @property
    def is_left_out(self) -> bool:
        """Whether this is an empty row for a new size."""
        touched = {*self.form.changed_data, *self.piece.changed_data} - {"is_public"}
        return self.product.pk is None and not touched

    def is_valid(self) -> bool:
        """A new size needs its volume; a price needs a SKU."""
        if self.is_left_out:
            return True
        is_right = self.form.is_valid() & self.piece.is_valid()
        if self.product.pk is None and not self.form.data.get(self.form.add_prefix("volume_ml")):
            self.form.errors.pop("volume_ml", None)  # what the gate says of a size without one
            self.form.add_error("volume_ml", "How many millilitres?")
        if problem := self.piece.check_sku(self.form.cleaned_data.get("upc") or ""):
            self.form.add_error("upc", problem)
        return is_right and not self.form.errors

    def write(self) -> bool:
        """Save what was changed; whether there was anything."""
        if self.is_left_out:
            return False
        is_new = self.product.pk is None
        if is_new:
            self.product.save()
        changed = is_new or self.form.write()
        return self.piece.write(self.product) or changed


def sizes_of(product: Product, data: QueryDict | None, *, with_new: bool) -> list[Size]:
    """The sizes by volume, then empty rows."""
    there = product.children.select_related("parent").order_by("volume_ml", "pk")
    rows = [_row(child, data, f"size-{child.pk}") for child in there]
    for number in range(NEW_ROWS if with_new else 0):
        new = Product(structure=Product.CHILD, parent=product)
        rows.append(_row(new, data, f"new-{number}"))
    return rows


def _row(size: Product, data: QueryDict | None, prefix: str) -> Size:
    return Size(SizeForm(data, instance=size, prefix=prefix), PieceForm(size, data, prefix))
