"""Catalogue models. Oscar’s own are imported last: the first class registered for a name wins."""

from collections.abc import Collection
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from modelsearch import index
from oscar.apps.catalogue.abstract_models import AbstractCategory, AbstractProductClass

from shop.catalogue.batches import Batch
from shop.catalogue.ingredients import sync_ingredients
from shop.catalogue.labelled import Labelled
from shop.catalogue.labelling.derived_flags import set_flags
from shop.catalogue.labelling.publication import all_problems, refuse_incomplete
from shop.catalogue.naming import free_slug, full_name
from shop.catalogue.product_images import ProductImage
from shop.catalogue.product_ingredients import ProductIngredient
from shop.catalogue.querysets import GatedProducts
from shop.catalogue.reference import (
    Certificate,
    Ingredient,
    ResponsiblePerson,
    SkinNeed,
)
from shop.catalogue.search_words import further_words
from shop.catalogue.sets import BatchPart, SetPart
from shop.public_text import CheckedTexts

__all__ = [
    "Batch",
    "BatchPart",
    "Category",
    "Certificate",
    "Ingredient",
    "Product",
    "ProductClass",
    "ProductImage",
    "ProductIngredient",
    "ResponsiblePerson",
    "SetPart",
    "SkinNeed",
]


class Category(CheckedTexts, AbstractCategory):
    """A category of products at `/shop/category/<slug>/`."""

    class Meta(AbstractCategory.Meta):
        abstract = False

    def _get_absolute_url(self, parent_slug: str | None = None) -> str:
        """Called by get_absolute_url and Oscar’s category menu; Oscar’s version adds the primary key."""
        return reverse(
            "catalogue:category", kwargs={"category_slug": self.get_full_slug(parent_slug=parent_slug)}
        )


class ProductClass(AbstractProductClass):
    """A product type; `is_cosmetic` decides which legal fields its products need."""

    is_cosmetic = models.BooleanField(
        default=True, help_text="Cosmetics need an ingredient list, precautions and responsible persons."
    )

    class Meta(AbstractProductClass.Meta):
        abstract = False


class Product(index.Indexed, Labelled):
    """An oil, a set or a cloth. A size is a child with volume, price and stock; its parent has the rest."""

    summary = models.CharField(max_length=200, blank=True, help_text="One sentence for cards and lists.")
    volume_ml = models.PositiveIntegerField(
        null=True, blank=True, help_text="Nominal content in millilitres, on whatever can be bought."
    )
    contents = models.CharField(
        max_length=120, blank=True, help_text="For products without a volume: “2 cloths, 60 × 60 cm”."
    )
    box_contents = models.TextField(
        "What is in the box", blank=True, help_text="For sets: one item on each line."
    )
    skin_needs = models.ManyToManyField(SkinNeed, blank=True, related_name="products")
    archived_at = models.DateTimeField("Archived", null=True, blank=True, editable=False)
    is_fragrance_free = models.BooleanField(default=False, editable=False)
    is_nut_free = models.BooleanField(default=False, editable=False)

    objects = GatedProducts.as_manager()

    search_fields: ClassVar = [
        index.SearchField("title", boost=10),
        index.AutocompleteField("title"),
        index.SearchField("summary", boost=2),
        index.SearchField("function", boost=2),
        index.SearchField("description"),
        index.SearchField("inci"),
        index.SearchField("found_by"),
        index.RelatedFields("ingredients", [index.SearchField("common_name")]),
        index.RelatedFields("skin_needs", [index.SearchField("name")]),
        index.RelatedFields("categories", [index.SearchField("name")]),
        index.FilterField("is_public"),
        index.FilterField("structure"),
    ]

    class Meta(Labelled.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slug"], condition=~models.Q(structure="child"), name="catalogue_product_page_slug"
            )
        ]

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, and update the columns and rows that follow from the ingredient list.

        Raises ValidationError if an incomplete draft would become public.
        """
        if self.is_public and self.pk and Product.objects.filter(pk=self.pk, is_public=False).exists():
            refuse_incomplete([self])
        if not self.__dict__["slug"] and not self.is_child:
            self.slug = free_slug(self)
        set_flags(self)
        super().save(*args, **kwargs)
        sync_ingredients(self)

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """“Everyday massage oil, 100 ml (PS-EMO-100)”, for staff who must tell sizes apart."""
        return full_name(self)

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """Leave out empty codes: Oscar’s NullCharField reads NULL back as "", which seems taken.

        Called by full_clean and by the office’s form. Without this, a second product without a SKU
        (parents have none) could never be saved again.
        """
        empty = {name for name in ("upc", "code") if not getattr(self, name)}
        super().validate_unique(exclude={*(exclude or ()), *empty})

    def clean(self) -> None:
        """Refuse to publish an incomplete product; a draft may lack any field.

        Called by the office’s form, the import and the demo loader through full_clean.
        """
        super().clean()
        if self.is_public and (problems := all_problems(self)):
            raise ValidationError(problems)

    def found_by(self) -> str:
        """Extra words for the search index: SKUs, sizes, food allergens. Called by modelsearch."""
        return further_words(self)

    @property
    def is_archived(self) -> bool:
        """Off the lists for good, or until it is brought back; it can't be published meanwhile."""
        return self.archived_at is not None

    def get_absolute_url(self) -> str:
        """A size has no page of its own: the link opens its parent’s page with the size selected."""
        if self.is_child:
            return f"{self.parent.get_absolute_url()}?size={self.pk}"
        return reverse("catalogue:detail", kwargs={"slug": self.slug})


from oscar.apps.catalogue.models import *  # noqa: E402, F403
