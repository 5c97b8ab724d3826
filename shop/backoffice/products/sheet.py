"""The form of a product: texts, legal facts and links, in sections."""

from dataclasses import dataclass
from typing import ClassVar, Final

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from shop.backoffice.products.compared import ComparedForm
from shop.catalogue.labelling.publication import all_problems
from shop.catalogue.models import Category, Product
from shop.catalogue.sellable import PRICE, SIZES, sale_problems
from shop.fields.paragraphs import ParagraphsField

SECTIONS: Final[dict[str, tuple[str, ...]]] = {
    "Texts": ("title", "summary", "description"),
    "Content": (
        *("volume_ml", "upc", "contents", "unit_price_exemption", "box_contents"),
        *("tax_code", "hygiene_seal", "is_discountable"),
    ),
    "Ingredients and use": (
        *("function", "inci", "directions", "precautions", "min_age_months", "pao_months"),
        *("best_before_note", "ml_per_massage"),
    ),
    "Origin and safety file": (
        *("country_of_origin", "responsible_person_uk", "scpn_reference", "pif_location", "cpsr_date"),
    ),
    "Northern Ireland": ("ni_ready", "responsible_person_eu", "cpnp_reference"),
    "Organic": ("organic_percent", "certificate"),
    "Where it stands": ("categories", "skin_needs", "recommended_products"),
    "Search result": ("slug", "meta_title", "meta_description"),
}
OF_A_SIZE: Final = ("volume_ml", "upc")  # in the table of sizes, where there is one
ROWS: Final = {"description": 8, "inci": 4, "directions": 4, "precautions": 4, "box_contents": 3}
LISTS: Final = ("categories", "skin_needs", "recommended_products")

PLACES: Final = {SIZES: ("Sizes", "sizes"), PRICE: ("Price", "id_piece-price")}


@dataclass(frozen=True)
class Missing:
    """A line above the form: the field’s name, its place on the page, and what to do."""

    label: str
    anchor: str
    text: str


class SheetForm(ComparedForm):
    """What a product has once, whatever its sizes. A draft may lack anything."""

    description = ParagraphsField(
        required=False,
        help_text="A paragraph on each line; lines that begin with “- ” become a list.",
    )

    class Meta:
        model = Product
        fields: ClassVar = [name for names in SECTIONS.values() for name in names]
        labels: ClassVar = {
            "upc": "SKU",
            "volume_ml": "Volume (ml)",
            "unit_price_exemption": "Why there is no unit price",
            "tax_code": "VAT rate",
            "is_discountable": "Offers and codes may lower its price",
            "responsible_person_uk": "Responsible person (UK)",
            "responsible_person_eu": "Responsible person (EU and NI)",
            "organic_percent": "Organic percentage",
            "recommended_products": "Goes well with",
            "slug": "Address",
            "meta_title": "Title",
            "meta_description": "Description",
        }
        help_texts: ClassVar = {
            "title": "",
            "is_discountable": "",
            "upc": "The number you order and count it by; given once.",
            "directions": "One step on each line.",
            "precautions": "One sentence on each line, worded as in the safety report.",
            "slug": "The last part of the page’s address. Links to the old one stop working.",
            "meta_title": "Empty: the product’s name.",
            "meta_description": "Empty: the summary.",
            "recommended_products": "Up to four are shown; four fill the row on a wide screen.",
        }
        widgets: ClassVar = {
            "cpsr_date": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "meta_description": forms.Textarea(attrs={"rows": 2}),
            **dict.fromkeys(LISTS, forms.CheckboxSelectMultiple),
        }

    def __init__(self, data: QueryDict | None, *, instance: Product) -> None:
        super().__init__(data, instance=instance)
        product = self.instance
        for name in OF_A_SIZE if product.is_parent else ():
            del self.fields[name]
        if not product.is_parent and product.upc:
            self.fields["upc"].disabled = True
            self.fields["upc"].show_hidden_initial = False
        for name, rows in ROWS.items():
            self.fields[name].widget = forms.Textarea(attrs={"rows": rows})
        for name in ("slug", *LISTS):
            self.fields[name].required = False
        self._set_choices(product)

    def _set_choices(self, product: Product) -> None:
        others = Product.objects.exclude(structure=Product.CHILD).exclude(pk=product.pk)
        choices = {
            "categories": Category.objects.order_by("path"),
            "recommended_products": others.filter(archived_at=None).order_by("title", "pk"),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """Oscar needs one from the beginning."""
        if not self.cleaned_data["title"]:
            raise forms.ValidationError("A product needs a name, a draft too.")
        title: str = self.cleaned_data["title"]
        return title

    def clean_slug(self) -> str:
        """Emptied, it stays as it is. The constraint of the table isn't checked by forms: it names a column
        that this one doesn't have.
        """
        slug: str = self.cleaned_data["slug"] or self.instance.slug
        others = Product.objects.exclude(structure=Product.CHILD).exclude(pk=self.instance.pk)
        if others.filter(slug=slug).exists():
            raise forms.ValidationError("Another product has this address.")
        return slug

    def clean_country_of_origin(self) -> str:
        """Country codes are stored in capitals."""
        code: str = self.cleaned_data["country_of_origin"]
        return code.upper()

    def sections(self) -> list[tuple[str, list[BoundField]]]:
        """The fields under their headings."""
        found = [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in SECTIONS.items()
        ]
        return [(title, fields) for title, fields in found if fields]

    def without_note(self) -> list[str]:
        """Ingredients whose entry in the glossary says nothing yet."""
        return list(self.instance.ingredients.filter(note="").values_list("inci_name", flat=True))

    def missing(self) -> list[Missing]:
        """What prevents the publication, with the reasons."""
        problems = sale_problems(self.instance) | all_problems(self.instance)
        places = PLACES | {name: _place(self[name]) for name in self.fields}
        return [Missing(*places[name], text) for name, text in problems.items() if name in places]


def _place(field: BoundField) -> tuple[str, str]:
    """The label, and where the page has the field."""
    return str(field.label), field.id_for_label or field.auto_id
