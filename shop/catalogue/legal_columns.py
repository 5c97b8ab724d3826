"""What the law asks of a product, as it is typed. Labels and pages are derived from it."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from oscar.apps.catalogue.abstract_models import AbstractProduct

from shop.catalogue.reference import Certificate, Ingredient, ResponsiblePerson


class LegalColumns(AbstractProduct):
    """The columns of `Product` that its label, its legal panel and its unit price are made of."""

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

    class Meta(AbstractProduct.Meta):
        abstract = True
