"""The product form with the columns that the law and the shop pages need, in groups."""

from typing import Any

from django import forms
from django.forms import BoundField
from oscar.apps.dashboard.catalogue import forms as oscar_forms
from oscar.forms.widgets import ImageInput

from shop.catalogue.labelling.publication import all_problems
from shop.fields.picture_upload import PictureUpload

GROUPS: dict[str, list[str]] = {
    "Publishing": ["is_public", "title", "upc", "summary", "description", "skin_needs", "is_discountable"],
    "Content and unit price": ["volume_ml", "contents", "unit_price_exemption", "tax_code", "hygiene_seal"],
    "Ingredients and use": [
        "function", "inci", "directions", "precautions", "min_age_months", "pao_months", "best_before_note",
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
SMALLEST = 600
SHOWN = {"num_in_stock", "price", "low_stock_threshold"}  # compared with what the page showed
NOT_SENT = object()


class ProductForm(oscar_forms.ProductForm):
    """Oscar's form, used by ProductCreateUpdateView for products and sizes alike.

    Oscar lists its fields by name, so ours are added here. Product.clean names each missing field
    when “Is public” is ticked; without the tick a draft saves with whatever there is.
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
            for name in ["inci", "directions", "precautions"]
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_parent:
            for name in NOT_FOR_PARENTS:
                del self.fields[name]
        if self.instance.pk is None and not self.instance.is_child:
            self.fields["is_public"].initial = False  # nobody fills all of it at one sitting

    def delete_non_child_fields(self) -> None:
        """Called by Oscar's __init__ for a size: everything but its content stands on the parent."""
        super().delete_non_child_fields()
        for name in set(self.fields) - CHILD_FIELDS:
            del self.fields[name]

    def clean_country_of_origin(self) -> str:
        """Codes are capitals, however they were typed."""
        code: str = self.cleaned_data["country_of_origin"]
        return code.upper()

    def groups(self) -> list[tuple[str, list[BoundField]]]:
        """The visible fields under their headings, for the template."""
        found = [
            (title, [self[name] for name in names if name in self.fields]) for title, names in GROUPS.items()
        ]
        return [(title, fields) for title, fields in found if fields]

    def missing(self) -> list[tuple[BoundField, str]]:
        """What still keeps the saved product off the shop, field by field."""
        if not self.instance.pk:
            return []
        problems = all_problems(self.instance)
        return [(self[name], text) for name, text in problems.items() if name in self.fields]

    def without_note(self) -> list[str]:
        """Ingredients whose glossary entry has no plain-English note yet."""
        if not self.instance.pk:
            return []
        return list(self.instance.ingredients.filter(note="").values_list("inci_name", flat=True))


class StockRecordForm(oscar_forms.StockRecordForm):
    """Oscar's form for price and stock, used by its formset; it knows what it showed.

    Sales go on while it is open: what the person left alone is left alone, and a stock that they changed
    is refused when it isn't what they saw any more.
    """

    class Meta(oscar_forms.StockRecordForm.Meta):
        labels = {
            "partner_sku": "SKU",
            "price": "Price in pounds, VAT included",
            "num_in_stock": "In stock",
            "low_stock_threshold": "Warn below",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SHOWN & set(self.fields):
            self.fields[name].show_hidden_initial = True

    def clean(self) -> dict[str, Any]:
        """Put what was left alone back to what it is now; compare what was changed with what was shown."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for name in SHOWN & set(given) if self.instance.pk else ():
            now = getattr(self.instance, name)
            if name not in self.changed_data:
                given[name] = now
            elif self._was_shown(name) not in (now, NOT_SENT):
                self.add_error(
                    name, f"This was {self._was_shown(name)} when you opened the page and is {now} now."
                )
                self.data = self._with_shown(name, now)
        return given

    def _was_shown(self, name: str) -> Any:
        """The value in the page's hidden field, which a page of ours always sends."""
        sent = self.data.get(self.add_initial_prefix(name))
        return NOT_SENT if sent is None else self.fields[name].to_python(sent)

    def _with_shown(self, name: str, now: Any) -> Any:
        """The next page compares with what it says."""
        data = self.data.copy()
        data[self.add_initial_prefix(name)] = "" if now is None else str(now)
        return data


class SetProductPriceForm(oscar_forms.SetProductPriceForm):
    """Oscar's form for several prices at once, in pounds; with one trader nobody is asked for whom."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
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
    """Oscar's form for one picture, used by its image formset, with a least size.

    A smaller picture has no file in any width that pages ask for.
    """

    original = PictureUpload(widget=ImageInput())

    def clean_original(self) -> Any:
        """Refuse what would look blurred on a phone."""
        picture = self.cleaned_data["original"]
        uploaded = getattr(picture, "image", None)  # absent when the stored picture stays
        if uploaded and min(uploaded.size) < SMALLEST:
            width, height = uploaded.size
            raise forms.ValidationError(
                f"This picture has {width} × {height} pixels; {SMALLEST} × {SMALLEST} are needed."
            )
        return picture


class CategoryForm(oscar_forms.CategoryForm):
    """Oscar's, with the check of uploads that every picture has."""

    image = PictureUpload(required=False)


class ProductClassForm(oscar_forms.ProductClassForm):
    """Oscar's form for a kind of goods, used by its class views, with what decides which law applies."""

    class Meta(oscar_forms.ProductClassForm.Meta):
        fields = [*oscar_forms.ProductClassForm.Meta.fields, "is_cosmetic"]
