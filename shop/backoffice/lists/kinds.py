"""The lists: which table each of them is, and what its screens show."""

from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db.models import Model

from shop.backoffice.lists.category_form import CategoryForm
from shop.backoffice.lists.forms import (
    CertificateForm,
    IngredientForm,
    ProductTypeForm,
    ResponsiblePersonForm,
    SkinNeedForm,
)
from shop.catalogue.models import Category, ProductClass
from shop.catalogue.reference import Certificate, Ingredient, ResponsiblePerson, SkinNeed

NAMESPACE: Final = "office_lists"


@dataclass(frozen=True)
class Kind:
    """A list: address, headings, columns (field and heading), fields that are searched, form."""

    slug: str
    title: str
    singular: str
    model: type[Model]
    form: type[forms.ModelForm[Any]]
    hint: str
    columns: tuple[tuple[str, str], ...]
    searched: tuple[str, ...] = ()

    def name(self, screen: str = "") -> str:
        """The name of a screen's URL: “office_lists:certificates_change”; without one, of the list."""
        return f"{NAMESPACE}:{self.slug.replace('-', '_')}{'_' if screen else ''}{screen}"


CATEGORIES: Final = Kind(
    "categories",
    "Categories",
    "category",
    Category,
    CategoryForm,
    "The shop’s menu, in this order, and the pages that list products.",
    (),
)
TABLES: Final = (
    Kind(
        "product-types",
        "Product types",
        "product type",
        ProductClass,
        ProductTypeForm,
        "What a product is decides which facts the law wants of it.",
        (("name", "Name"), ("is_cosmetic", "Cosmetics")),
    ),
    Kind(
        "ingredients",
        "Ingredients",
        "ingredient",
        Ingredient,
        IngredientForm,
        "Shown beside each ingredient on product pages. New ingredients are added automatically.",
        (("inci_name", "INCI name"), ("common_name", "Common name"), ("note", "Note")),
        ("inci_name", "common_name", "note"),
    ),
    Kind(
        "certificates",
        "Certificates and awards",
        "certificate",
        Certificate,
        CertificateForm,
        "“Organic” and the badge of an award disappear from pages the day after the last one. "
        "“Award-winning” may be written while an award is in date.",
        (
            ("get_kind_display", "Kind"),
            ("title", "What it says"),
            ("body", "Given by"),
            ("licence_number", "Number"),
            ("valid_from", "Valid from"),
            ("valid_to", "Valid to"),
        ),
    ),
    Kind(
        "responsible-persons",
        "Responsible persons",
        "responsible person",
        ResponsiblePerson,
        ResponsiblePersonForm,
        "Who answers for a cosmetic by law. Shown on product pages.",
        (("name", "Name"), ("get_region_display", "Region"), ("email", "Email")),
    ),
    Kind(
        "skin-needs",
        "Skin needs",
        "skin need",
        SkinNeed,
        SkinNeedForm,
        "What shoppers filter by, in this order. Name a feeling, never an illness.",
        (("name", "Name"), ("slug", "Address"), ("position", "Place")),
    ),
)
KINDS: Final = (CATEGORIES, *TABLES)
