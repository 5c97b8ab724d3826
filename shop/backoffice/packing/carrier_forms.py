"""Forms about the carrier's files: weights of sizes, and the file of tracking numbers with its columns."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from shop.backoffice.models import ProductWeight, TrackingColumns
from shop.catalogue.models import Product

MAX_FILE = 1_000_000  # bytes


class WeightsForm(forms.Form):
    """Grams of each size that has no weight yet; empty fields are left for later."""

    def __init__(self, data: QueryDict | None = None, *, products: Iterable[Product]) -> None:
        super().__init__(data, label_suffix="")
        self.products = list(products)
        for product in self.products:
            self.fields[f"grams_{product.pk}"] = forms.IntegerField(
                label=f"{product.full_name}, grams", min_value=1, max_value=30_000, required=False
            )

    def save(self) -> int:
        """Store the weights that were typed; returns how many."""
        typed = {product: self.cleaned_data[f"grams_{product.pk}"] for product in self.products}
        given = {product: grams for product, grams in typed.items() if grams}
        for product, grams in given.items():
            ProductWeight.objects.update_or_create(product=product, defaults={"grams": grams})
        return len(given)


class TrackingFileForm(forms.Form):
    """The file. Its columns are chosen once."""

    file = forms.FileField(label="CSV file of the carrier")
    choose_again = forms.BooleanField(label="Choose the columns again", required=False)

    def clean_file(self) -> bytes:
        """The content."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise forms.ValidationError("The file is larger than 1 MB. Is it the right one?")
        content: bytes = file.read()
        return content


class ColumnsForm(forms.Form):
    """Which column is which. `text` carries the file to the next step."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=MAX_FILE)
    order_column = forms.ChoiceField(label="Column with the order number")
    tracking_column = forms.ChoiceField(label="Column with the tracking number")

    def __init__(
        self, data: QueryDict | None = None, *, columns: list[str], initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        for name in ("order_column", "tracking_column"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(column, column) for column in columns]

    def clean(self) -> None:
        """Two columns, not one."""
        given = self.cleaned_data
        if given.get("order_column") and given.get("order_column") == given.get("tracking_column"):
            raise forms.ValidationError("Choose two different columns.")

    def save(self) -> TrackingColumns:
        """Remember them for the next file."""
        chosen = {name: self.cleaned_data[name] for name in ("order_column", "tracking_column")}
        return TrackingColumns.objects.update_or_create(pk=1, defaults=chosen)[0]
