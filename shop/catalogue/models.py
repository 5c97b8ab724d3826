"""Catalogue models. Oscar’s own are imported last: the first class registered for a name wins.

Longer than other modules: Oscar’s loader looks for all models of a fork here.
"""

from collections.abc import Collection
from decimal import Decimal
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from modelsearch import index
from oscar.apps.catalogue.abstract_models import (
    AbstractCategory,
    AbstractProduct,
    AbstractProductClass,
    AbstractProductImage,
)
from pictures.models import PictureField

from shop.catalogue.batches import Batch
from shop.catalogue.ingredients import sync_ingredients
from shop.catalogue.labelling import wording
from shop.catalogue.labelling.age_limit import age_limit_months
from shop.catalogue.labelling.derived_flags import set_flags
from shop.catalogue.labelling.inci import (
    FoodNote,
    food_notes,
    glossary_names,
    is_fragrance_free,
    shared_line_notes,
    traces_declared,
    traces_wording,
)
from shop.catalogue.labelling.publication import all_problems, refuse_incomplete
from shop.catalogue.naming import free_slug, full_name
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

__all__ = ["Batch", "BatchPart", "Certificate", "Ingredient", "ResponsiblePerson", "SetPart", "SkinNeed"]


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


class Product(index.Indexed, AbstractProduct):
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
    inci = models.TextField(
        "Ingredients (INCI)", blank=True, help_text="Comma-separated, in descending order of weight."
    )
    ingredients = models.ManyToManyField(
        Ingredient, through="catalogue.ProductIngredient", related_name="products", editable=False
    )
    function = models.CharField(max_length=120, blank=True, help_text="What it is: “Massage oil”.")
    directions = models.TextField(blank=True)
    precautions = models.TextField(blank=True)
    min_age_months = models.PositiveSmallIntegerField(
        "Minimum age (months)", null=True, blank=True, help_text="0 means from birth, as assessed."
    )
    pao_months = models.PositiveSmallIntegerField("Months after opening", null=True, blank=True)
    ml_per_massage = models.DecimalField(
        "Oil for one massage (ml)",
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(100)],
        help_text="As measured, for a whole-body massage. Pages say how long each size lasts with it.",
    )
    best_before_note = models.CharField(
        max_length=120,
        blank=True,
        help_text="Instead of months after opening, when it keeps 30 months or less.",
    )
    country_of_origin = models.CharField(max_length=2, blank=True, help_text="ISO code: GB, FR.")
    responsible_person_uk = models.ForeignKey(
        ResponsiblePerson, models.PROTECT, null=True, blank=True, related_name="products_uk"
    )
    responsible_person_eu = models.ForeignKey(
        ResponsiblePerson, models.PROTECT, null=True, blank=True, related_name="products_eu"
    )
    scpn_reference = models.CharField("SCPN reference (GB)", max_length=40, blank=True)
    cpnp_reference = models.CharField("CPNP reference (NI and EU)", max_length=40, blank=True)
    pif_location = models.CharField("Product information file kept at", max_length=120, blank=True)
    cpsr_date = models.DateField("Safety report date", null=True, blank=True)
    organic_percent = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    certificate = models.ForeignKey(
        Certificate, models.SET_NULL, null=True, blank=True, related_name="products"
    )
    hygiene_seal = models.BooleanField(
        default=False, help_text="Sealed for hygiene: once the seal is broken it can’t be returned."
    )
    ni_ready = models.BooleanField("Can be sent to Northern Ireland", default=False)
    unit_price_exemption = models.CharField(
        max_length=120, blank=True, help_text="Why no unit price is shown: “assortment of different items”."
    )
    tax_code = models.CharField(
        max_length=10,
        default="standard",
        choices=[("standard", "Standard rate"), ("reduced", "Reduced rate"), ("zero", "Zero rate")],
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

    class Meta(AbstractProduct.Meta):
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
    def sheet(self) -> "Product":
        """The product with the legal facts and the texts: a size’s parent, otherwise itself."""
        return self.parent if self.is_child else self

    @property
    def is_archived(self) -> bool:
        """Off the lists for good, or until it is brought back; it can't be published meanwhile."""
        return self.archived_at is not None

    @property
    def is_cosmetic(self) -> bool:
        """Whether cosmetics law requires ingredients, precautions and responsible persons."""
        product_class = self.get_product_class()
        return product_class is None or product_class.is_cosmetic

    @property
    def inci_names(self) -> list[str]:
        """The names in the ingredient list, in descending order of weight."""
        return glossary_names(self.sheet.inci)

    @property
    def fragrance_free_by_list(self) -> bool:
        """By the current list; `is_fragrance_free` is the same as of the last save."""
        return is_fragrance_free(self.inci_names)

    @property
    def allergens(self) -> list[FoodNote]:
        """The lines of the allergen panel, from the ingredient list."""
        return food_notes(self.inci_names)

    @property
    def traces(self) -> list[str]:
        """Traces that the precautions declare, such as “nuts” from a line that also fills almond oil."""
        return traces_declared(self.sheet.precautions)

    @property
    def traces_note(self) -> str:
        """“May contain traces of nuts”, shown beside each “free from”."""
        return traces_wording(self.traces)

    @property
    def shared_line_notes(self) -> list[str]:
        """What the precautions say about a shared line, shown beside “made without nut oils”."""
        return shared_line_notes(self.sheet.precautions)

    @property
    def box_items(self) -> list[str]:
        """What is in the box of a set, one item each."""
        return [line.strip() for line in self.box_contents.splitlines() if line.strip()]

    @property
    def organic_claim(self) -> str:
        """“99.5% organic” while the certificate is valid, otherwise ""."""
        sheet = self.sheet
        if not sheet.organic_percent or not sheet.certificate or not sheet.certificate.is_in_date:
            return ""
        return f"{wording.percent(sheet.organic_percent)} organic"

    @property
    def age_months(self) -> int | None:
        """The youngest age it is for: the typed minimum, or the precautions’ if that is higher."""
        typed = self.sheet.min_age_months
        return None if typed is None else max(typed, age_limit_months(self.sheet.precautions))

    @property
    def minimum_age(self) -> str:
        """“From 6 months”, in words."""
        return wording.minimum_age(self.age_months)

    def get_absolute_url(self) -> str:
        """A size has no page of its own: the link opens its parent’s page with the size selected."""
        if self.is_child:
            return f"{self.parent.get_absolute_url()}?size={self.pk}"
        return reverse("catalogue:detail", kwargs={"slug": self.slug})


class ProductIngredient(models.Model):
    """The position of an ingredient in a product’s list, derived from `Product.inci`."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="ingredient_rows")
    ingredient = models.ForeignKey(Ingredient, models.PROTECT, related_name="product_rows")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["product", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["product", "position"], name="catalogue_one_ingredient_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.ingredient}"


class ProductImage(CheckedTexts, AbstractProductImage):
    """A product picture, rendered once as AVIF and WebP in every width that pages use."""

    original = PictureField(
        upload_to="products/",
        max_length=255,
        aspect_ratios=["1/1"],
        width_field="original_width",
        height_field="original_height",
    )
    original_width = models.PositiveIntegerField(null=True, editable=False)
    original_height = models.PositiveIntegerField(null=True, editable=False)

    class Meta(AbstractProductImage.Meta):
        abstract = False


from oscar.apps.catalogue.models import *  # noqa: E402, F403
