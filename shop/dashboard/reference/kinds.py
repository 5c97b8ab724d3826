"""The reference models of products, and how the dashboard shows each of them."""

from dataclasses import dataclass

from django.db.models import Model

from shop.catalogue.reference import Certificate, Ingredient, ResponsiblePerson, SkinNeed


@dataclass(frozen=True)
class Kind:
    """The views of one model: URL, headings, listed columns and editable fields."""

    slug: str
    title: str
    singular: str
    model: type[Model]
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    hint: str

    @property
    def model_name(self) -> str:
        """The model's name as in permission codenames."""
        return str(self.model._meta.model_name)


KINDS = (
    Kind(
        "ingredients", "Ingredient glossary", "ingredient", Ingredient,
        ("inci_name", "common_name", "note"), ("inci_name", "common_name", "note", "is_oil"),
        "Shown beside each ingredient on product pages. New ingredients are added automatically.",
    ),
    Kind(
        "certificates", "Organic certificates", "certificate", Certificate,
        ("body", "licence_number", "valid_from", "valid_to"),
        ("body", "licence_number", "valid_from", "valid_to"),
        "The word “organic” disappears from a product the day after its certificate ends.",
    ),
    Kind(
        "responsible-persons", "Responsible persons", "responsible person", ResponsiblePerson,
        ("name", "region", "email"), ("name", "region", "address", "email"),
        "Who answers for a cosmetic by law. Shown on product pages.",
    ),
    Kind(
        "skin-needs", "Skin needs", "skin need", SkinNeed,
        ("name", "slug", "position"), ("name", "slug", "position"),
        "What shoppers filter by, in this order. Name a feeling, never an illness.",
    ),
)  # fmt: skip
