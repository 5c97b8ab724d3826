"""The forms of the lists' entries."""

from typing import ClassVar

from django import forms

from shop.backoffice.offers.forms import day
from shop.catalogue.models import Product, ProductClass
from shop.catalogue.reference import Certificate, Ingredient, ResponsiblePerson, SkinNeed
from shop.fields.email import EmailFormField
from shop.fields.names_missing import NamesMissing
from shop.fields.visible_text import VisibleTextField

COSMETIC = (
    "Each product of this type is then asked for function, ingredients, directions, precautions, minimum "
    "age, responsible person, notification number and safety report before it can be published."
)
OTHERS = "All products need a sentence for cards, a description and the country of origin."


class ProductTypeForm(NamesMissing, forms.ModelForm[ProductClass]):
    """The name, and whether the law on cosmetics applies."""

    class Meta:
        model = ProductClass
        fields = ("name", "is_cosmetic")
        field_classes: ClassVar = {"name": VisibleTextField}
        labels: ClassVar = {"is_cosmetic": "These are cosmetics"}
        help_texts: ClassVar = {"is_cosmetic": f"{COSMETIC} {OTHERS}"}


class IngredientForm(NamesMissing, forms.ModelForm[Ingredient]):
    """One entry of the glossary."""

    class Meta:
        model = Ingredient
        fields = ("inci_name", "common_name", "note", "is_oil")
        field_classes: ClassVar = {"common_name": VisibleTextField}
        labels: ClassVar = {"is_oil": "This is an oil"}
        widgets: ClassVar = {"note": forms.Textarea(attrs={"rows": 3})}


class CertificateForm(NamesMissing, forms.ModelForm[Certificate]):
    """What it is, who gave it, the days of validity, its proof and the products that show it."""

    shown_on = forms.ModelMultipleChoiceField(
        Product.objects.exclude(structure=Product.CHILD).order_by("title"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Whose pages show it. None: it is the shop’s, and the home page shows it.",
    )

    valid_from = day("Valid from", missing="Choose the first day.")
    valid_to = day("Valid to", missing="Choose the last day.", help_text="To the end of that day.")

    class Meta:
        model = Certificate
        fields = (
            *("kind", "title", "body", "licence_number", "year", "valid_from", "valid_to"),
            *("evidence", "shown_on"),
        )
        field_classes: ClassVar = {"body": VisibleTextField, "licence_number": VisibleTextField}


class ResponsiblePersonForm(NamesMissing, forms.ModelForm[ResponsiblePerson]):
    """Name, region and the address where the product file can be read."""

    class Meta:
        model = ResponsiblePerson
        fields = ("name", "region", "address", "email")
        field_classes: ClassVar = {"name": VisibleTextField, "email": EmailFormField}
        widgets: ClassVar = {"address": forms.Textarea(attrs={"rows": 4})}


class SkinNeedForm(NamesMissing, forms.ModelForm[SkinNeed]):
    """The name in the shop's filter, and its place there."""

    class Meta:
        model = SkinNeed
        fields = ("name", "slug", "position")
        field_classes: ClassVar = {"name": VisibleTextField}
        labels: ClassVar = {"slug": "Address", "position": "Place in the filter"}
        help_texts: ClassVar = {"slug": "Small letters and hyphens, as in “dry-feeling”. Links name it."}
