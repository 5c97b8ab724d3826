"""Forms of an import: the file, then what its columns mean."""

from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest

from django import forms
from django.http import QueryDict

from shop.backoffice.catalogue_files.kinds import Kind, kind_of
from shop.backoffice.catalogue_files.pictures import PICTURES, WORDS
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.catalogue.importing.defaults import Defaults
from shop.catalogue.importing.records import LEFT_OUT
from shop.catalogue.models import Category, ProductClass
from shop.fields.names_missing import NamesMissing
from shop.spreadsheets.reader import heading_name, heading_row
from shop.web.upload_sizes import MEGABYTE, AtMost

ACCEPTED = ".csv,.txt,.xlsx,.zip"


MISSING = {
    "sku": "Say which column holds the SKU: products are found by it.",
    "code": "Say which column holds the code.",
}


class UploadForm(NamesMissing, forms.Form):
    """A table, or a zip with pictures."""

    about = forms.ChoiceField(
        label="What is in it?",
        choices=CatalogueUpload.About.choices,
        required=False,
        initial=CatalogueUpload.About.PRODUCTS,
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label="File",
        help_text="CSV or Excel (.xlsx), at most 5 MB and 5,000 rows; or a zip with pictures, at most 20 MB.",
        validators=[AtMost(20 * MEGABYTE)],
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )


class ColumnsForm(NamesMissing, forms.Form):
    """What each column of the file means, and what new products get."""

    takes_stock = forms.BooleanField(
        label="Take the stock in the file as a count",
        required=False,
        help_text="Without this tick no stock changes.",
    )
    kind = forms.ChoiceField(label="Kind of new products, if the file names none", required=False)
    category = forms.ChoiceField(label="Category of new products, if the file names none", required=False)

    def __init__(self, upload: CatalogueUpload, data: QueryDict | None = None) -> None:
        chosen = {"takes_stock": upload.takes_stock, "kind": upload.kind, "category": upload.category}
        super().__init__(data, initial=chosen, label_suffix="")
        self._name_choices("kind", ProductClass.objects.values_list("name", flat=True))
        self._name_choices("category", Category.objects.values_list("name", flat=True))
        headings: list[str] = upload.records[heading_row(upload.records) or 0]
        self.places = [f"column_{place}" for place in range(len(headings))]
        self.importing = kind_of(upload)
        has_pictures = upload.pictures.exists()
        for name, heading, column in zip_longest(self.places, headings, upload.columns):
            self.fields[name] = _column_field(self.importing, heading, column, has_pictures=has_pictures)
        self.order_fields(self.places)
        for name in ("takes_stock", "kind", "category") if upload.is_about_codes else ():
            del self.fields[name]

    def _name_choices(self, field_name: str, names: Iterable[str]) -> None:
        field = self.fields[field_name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose one"), *((name, name) for name in sorted(set(names)))]

    def clean(self) -> None:
        """One column holds the SKU or the code, and none is taken twice."""
        if self.importing.found_by not in self.columns:
            raise forms.ValidationError(MISSING[self.importing.found_by])
        for column, times in Counter(self.columns).items():
            if times > 1 and column != LEFT_OUT:
                raise forms.ValidationError(f"Two columns of the file are called “{column}”. Leave one out.")

    @property
    def columns(self) -> list[str]:
        """Our column for each of the file’s, in their order."""
        return [self.cleaned_data.get(name, LEFT_OUT) for name in self.places]

    @property
    def defaults(self) -> Defaults:
        """What new products get whose row names nothing."""
        return Defaults(
            kind=self.cleaned_data.get("kind", ""), category=self.cleaned_data.get("category", "")
        )

    @property
    def counts_stock(self) -> bool:
        """Whether a column of stock counts."""
        return bool(self.cleaned_data.get("takes_stock"))


def _column_field(kind: Kind, heading: str, column: str | None, *, has_pictures: bool) -> forms.ChoiceField:
    initial = _guessed(kind, heading, has_pictures=has_pictures) if column is None else column
    choices = [(LEFT_OUT, "Leave out"), *((name, name) for name in kind.columns)]
    label = heading.strip() or "Without a heading"
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)


def _guessed(kind: Kind, heading: str, *, has_pictures: bool) -> str:
    """Files of other programs hold addresses of pictures, which are of no use without the pictures."""
    found = kind.guessed(heading)
    is_by_another_name = found in (PICTURES, WORDS) and heading_name(heading) != found
    return LEFT_OUT if is_by_another_name and not has_pictures else found
