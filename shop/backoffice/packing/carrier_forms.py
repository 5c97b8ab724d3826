"""Forms about the carrier's files: weights of sizes, and the file of tracking numbers with its columns."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from shop.backoffice.models import ProductWeight, TrackingColumns
from shop.backoffice.packing.tracking_file import TrackingTable
from shop.catalogue.models import Product
from shop.fields.names_missing import NamesMissing

MAX_FILE = 1_000_000  # bytes
CUSTOMS_CODE = r"^(\d{6}|\d{8}|\d{10})$"


class WeightsForm(NamesMissing, forms.Form):
    """Grams of each size that has no weight yet, and the customs code of those that are declared without one;
    empty fields are left for later.
    """

    def __init__(
        self, data: QueryDict | None = None, *, products: Iterable[Product], declared: Iterable[Product] = ()
    ) -> None:
        super().__init__(data, label_suffix="")
        self.products, self.declared = list(products), list(declared)
        for product in self.products:
            self.fields[f"grams_{product.pk}"] = forms.IntegerField(
                label=f"{product.full_name}, grams", min_value=1, max_value=30_000, required=False
            )
        for product in self.declared:
            self.fields[f"code_{product.pk}"] = forms.RegexField(
                CUSTOMS_CODE,
                label=f"{product.full_name}, customs code",
                required=False,
                error_messages={"invalid": "6, 8 or 10 digits, as in the UK’s trade tariff."},
                widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            )

    def clean(self) -> None:
        """The code is stored with the weight, so that comes first."""
        given, unweighed = self.cleaned_data, {product.pk for product in self.products}
        for product in self.declared:
            grams = f"grams_{product.pk}"
            needs_weight = given.get(f"code_{product.pk}") and product.pk in unweighed
            if needs_weight and not given.get(grams) and grams not in self.errors:
                self.add_error(grams, "Enter the weight, too.")

    def save(self) -> int:
        """Store what was typed; returns of how many sizes."""
        given = self.cleaned_data
        weighed = {product: given[f"grams_{product.pk}"] for product in self.products}
        coded = {product: given[f"code_{product.pk}"] for product in self.declared}
        for product, grams in weighed.items():
            if grams:
                ProductWeight.objects.update_or_create(product=product, defaults={"grams": grams})
        for product, code in coded.items():
            if code:
                ProductWeight.objects.filter(product=product).update(customs_code=code)
        return len({product for typed in (weighed, coded) for product, value in typed.items() if value})


class TrackingFileForm(NamesMissing, forms.Form):
    """The file. Its columns are chosen once."""

    file = forms.FileField(
        label="CSV file of the carrier",
        widget=forms.ClearableFileInput(attrs={"data-packing-file": True}),
        error_messages={"required": "Choose the carrier’s file first."},
    )
    choose_again = forms.BooleanField(label="Choose the columns again", required=False)

    def clean_file(self) -> bytes:
        """The content."""
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise forms.ValidationError("The file is larger than 1 MB. Is it the right one?")
        content: bytes = file.read()
        return content


def _with_example(column: str, table: TrackingTable) -> str:
    """“Order, such as PS-7K3Q-9XMD”: the first cell that says anything."""
    cell = next((row[column] for row in table.rows if row.get(column)), "")
    return f"{column}, such as {cell[:40]}" if cell else column


class ColumnsForm(NamesMissing, forms.Form):
    """Which column is which. `text` carries the file to the next step."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False, max_length=MAX_FILE)
    order_column = forms.ChoiceField(label="Column with the order number")
    tracking_column = forms.ChoiceField(label="Column with the tracking number")

    def __init__(
        self, data: QueryDict | None = None, *, table: TrackingTable, initial: dict[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        for name in ("order_column", "tracking_column"):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [(column, _with_example(column, table)) for column in table.columns]

    def clean(self) -> None:
        """Two columns, not one."""
        given = self.cleaned_data
        if given.get("order_column") and given.get("order_column") == given.get("tracking_column"):
            raise forms.ValidationError("Choose two different columns.")

    def save(self) -> TrackingColumns:
        """Remember them for the next file."""
        chosen = {name: self.cleaned_data[name] for name in ("order_column", "tracking_column")}
        return TrackingColumns.objects.update_or_create(pk=1, defaults=chosen)[0]
