"""Forms for products, stock, prices, pictures and categories."""

from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from oscar.apps.dashboard.catalogue import forms as oscar_forms
from oscar.forms.widgets import ImageInput

from shop.catalogue.labelling.publication import all_problems
from shop.fields.picture_upload import PictureUpload

GROUPS: dict[str, list[str]] = {
    "Publishing": ["is_public", "title", "upc", "summary", "description", "skin_needs", "is_discountable"],
    "Content and unit price": [
        "volume_ml", "contents", "box_contents", "unit_price_exemption", "tax_code", "hygiene_seal",
    ],
    "Ingredients and use": [
        "function", "inci", "directions", "precautions", "min_age_months", "pao_months", "best_before_note",
        "ml_per_massage",
    ],
    "Origin and safety file": [
        "country_of_origin", "responsible_person_uk", "scpn_reference", "pif_location", "cpsr_date",
    ],
    "Northern Ireland": ["ni_ready", "responsible_person_eu", "cpnp_reference"],
    "Organic": ["organic_percent", "certificate"],
}  # fmt: skip
CHILD_FIELDS = {
    "title",
    "upc",
    "is_public",
    "volume_ml",
    "structure",
    "slug",
    "meta_title",
    "meta_description",
}
NOT_FOR_PARENTS = ["volume_ml"]
MIN_SIZE = 600
COMPARED = {"num_in_stock", "price", "low_stock_threshold"}  # with the values that the page showed
NOT_SENT = object()


class ProductForm(oscar_forms.ProductForm):
    """Oscar's form for products and sizes, with the shop's additional fields in groups.

    Oscar lists its fields by name, so ours are added here. If “Is public” is ticked, Product.clean names each
    missing field; a draft may be incomplete.
    """

    class Meta(oscar_forms.ProductForm.Meta):
        fields = [
            *oscar_forms.ProductForm.Meta.fields,
            *(
                name
                for names in GROUPS.values()
                for name in names
                if name not in oscar_forms.ProductForm.Meta.fields
            ),
        ]
        widgets = oscar_forms.ProductForm.Meta.widgets | {
            # Oscar's script turns every other text area into a rich-text editor.
            name: forms.Textarea(attrs={"rows": 4, "class": "no-widget-init"})
            for name in ["box_contents", "inci", "directions", "precautions"]
        }  # fmt: skip
        labels = {
            "upc": "SKU",
            "volume_ml": "Volume (ml)",
            "unit_price_exemption": "Why there is no unit price",
            "tax_code": "VAT rate",
            "responsible_person_uk": "Responsible person (UK)",
            "responsible_person_eu": "Responsible person (EU and NI)",
            "organic_percent": "Organic percentage",
        }
        help_texts = {
            "upc": "The number you order and count it by; given once.",
            "cpsr_date": "Day/month/year, such as 10/02/2026.",
            "is_public": "Untick to keep it as a draft; a draft may lack anything.",
            "directions": "One step on each line.",
            "precautions": "One sentence on each line, worded as in the safety report.",
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_parent:
            for name in NOT_FOR_PARENTS:
                del self.fields[name]
        if self.instance.pk is None and not self.instance.is_child:
            self.fields["is_public"].initial = False  # a new product starts as a draft

    def delete_non_child_fields(self) -> None:
        """Called by Oscar's __init__ for a size, whose other fields are on the parent product."""
        super().delete_non_child_fields()
        for name in set(self.fields) - CHILD_FIELDS:
            del self.fields[name]

    def clean_country_of_origin(self) -> str:
        """Country codes are stored in capitals."""
        code: str = self.cleaned_data["country_of_origin"]
        return code.upper()

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The visible fields with the headings of their groups, for the template."""
        found = [
            (title, [self[name] for name in names if name in self.fields]) for title, names in GROUPS.items()
        ]
        return [(title, fields) for title, fields in found if fields]

    def missing(self) -> list[tuple[BoundField, str]]:
        """Fields that prevent the publication of the saved product, with the reasons."""
        if not self.instance.pk:
            return []
        problems = all_problems(self.instance)
        return [(self[name], text) for name, text in problems.items() if name in self.fields]

    def without_note(self) -> list[str]:
        """Ingredients without a note in the glossary."""
        if not self.instance.pk:
            return []
        return list(self.instance.ingredients.filter(note="").values_list("inci_name", flat=True))


class StockRecordForm(oscar_forms.StockRecordForm):
    """Oscar's form for price and stock, which detects changes made while it was open.

    Sales may change the stock in the meantime. Unchanged fields keep the current value; a changed field is
    rejected if its value is no longer the one that was shown.
    """

    class Meta(oscar_forms.StockRecordForm.Meta):
        labels = {
            "partner_sku": "SKU",
            "price": "Price in pounds, VAT included",
            "num_in_stock": "In stock",
            "low_stock_threshold": "Warn below",
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in COMPARED & set(self.fields):
            self.fields[name].show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        """Reset unchanged fields to the current values; reject conflicting changes."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in COMPARED & set(given) if self.instance.pk else ():
            now = getattr(self.instance, name)
            if name not in self.changed_data:
                given[name] = now
            elif self._was_shown(name) not in (now, NOT_SENT):
                self.add_error(
                    name, f"This was {self._was_shown(name)} when you opened the page and is {now} now."
                )
                self.data = self._with_shown(name, now)
        return given

    def _was_shown(self, name: str) -> object:
        """The initial value in the hidden field, or NOT_SENT."""
        sent = self.data.get(self.add_initial_prefix(name))
        return NOT_SENT if sent is None else self.fields[name].to_python(sent)

    def _with_shown(self, name: str, now: object) -> QueryDict:
        """The posted data with the current value as initial value, for the next attempt."""
        data = self.data.copy()
        data[self.add_initial_prefix(name)] = "" if now is None else str(now)
        return data


class SetProductPriceForm(oscar_forms.SetProductPriceForm):
    """Oscar's form for bulk price changes, in pounds. Hides the partner field if there is only one."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_price"].help_text = "In pounds, VAT included. All chosen sizes get this price."
        self.fields[
            "increase_by_amount"
        ].help_text = (
            "In pounds: 2.00 makes £12.00 of £10.00, and -3.00 makes £7.00. No price falls below £0.00."
        )
        self.fields[
            "increase_by_percentage"
        ].help_text = "10 makes £11.00 of £10.00, and -10 makes £9.00. No price falls below £0.00."
        partners = self.fields["partners"]
        if partners.queryset.count() == 1:
            partners.widget = forms.MultipleHiddenInput()
            partners.initial = [row.pk for row in partners.queryset]


class ProductImageForm(oscar_forms.ProductImageForm):
    """Oscar's form for one product image, with a minimum size.

    Pages need at least the smallest of the generated widths.
    """

    original = PictureUpload(widget=ImageInput())

    def clean_original(self) -> Any:
        """Reject pictures that would look blurred on a phone."""
        picture = self.cleaned_data["original"]
        uploaded = getattr(picture, "image", None)  # absent if no new file was uploaded
        if uploaded and min(uploaded.size) < MIN_SIZE:
            width, height = uploaded.size
            raise forms.ValidationError(
                f"This picture has {width} × {height} pixels; {MIN_SIZE} × {MIN_SIZE} are needed."
            )
        return picture


class CategoryForm(oscar_forms.CategoryForm):
    """Oscar's form with the shop's check of uploaded pictures."""

    image = PictureUpload(required=False)


class ProductClassForm(oscar_forms.ProductClassForm):
    """Oscar's form for product classes, with `is_cosmetic`, which decides which law applies."""

    class Meta(oscar_forms.ProductClassForm.Meta):
        fields = [*oscar_forms.ProductClassForm.Meta.fields, "is_cosmetic"]
