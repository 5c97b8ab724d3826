"""Data shared by products: ingredient glossary, certificates and awards, responsible persons, skin needs."""

import re
from collections.abc import Collection
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from shop.catalogue.labelling.inci import glossary_names
from shop.public_text import CheckedTexts


class Ingredient(CheckedTexts):
    """A glossary entry for shoppers, found by its INCI name."""

    inci_name = models.CharField("INCI name", max_length=120, unique=True)
    common_name = models.CharField(max_length=120)
    note = models.TextField(blank=True, help_text="One or two sentences a parent understands.")
    is_oil = models.BooleanField(default=False, help_text="Offered in the shop’s “Oil” filter.")

    class Meta:
        app_label = "catalogue"
        ordering: ClassVar = ["inci_name"]

    def __str__(self) -> str:
        return self.inci_name

    def clean(self) -> None:
        """Store the name in the form in which product lists are parsed."""
        super().clean()
        self.inci_name = next(iter(glossary_names(self.inci_name)), "")
        if not self.inci_name:
            raise ValidationError({"inci_name": "Enter the INCI name."})


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates and awards."""

    def in_date(self) -> "CertificateQuerySet":
        """Valid today, the last day included."""
        today = timezone.localdate()
        return self.filter(valid_from__lte=today, valid_to__gte=today)

    def badges(self) -> "CertificateQuerySet":
        """What pages show as badges of their own: all but organic certificates."""
        return self.in_date().exclude(kind=Certificate.ORGANIC)

    def awards_of(self, product_ids: Collection[int]) -> "CertificateQuerySet":
        """Awards in date of one of these products, or of the whole shop."""
        of_these = models.Q(shown_on__in=product_ids) | models.Q(shown_on=None)
        return self.in_date().filter(of_these, kind=Certificate.AWARD)


class Certificate(models.Model):
    """A certificate or an award; whatever pages say of it disappears the day after `valid_to`."""

    ORGANIC, OTHER, AWARD = "organic", "other", "award"
    KINDS = ((ORGANIC, "Organic certificate"), (OTHER, "Other certificate"), (AWARD, "Award"))

    kind = models.CharField(max_length=10, choices=KINDS, default=ORGANIC, db_default=ORGANIC)
    title = models.CharField(
        "What it says",
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text="Of an award or another certificate, as on the badge: “Best Baby Oil, runner-up”.",
    )
    body = models.CharField("Given by", max_length=120)
    licence_number = models.CharField("Number or category", max_length=60)
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of an award.")
    valid_from = models.DateField()
    valid_to = models.DateField()
    shown_on = models.ManyToManyField(
        "catalogue.Product",
        blank=True,
        related_name="shown_certificates",
        help_text="Whose pages show it. None: it is the shop’s, and the home page shows it.",
    )
    evidence = models.ForeignKey(
        "wagtaildocs.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The certificate or the letter, from Content → Files.",
    )

    objects = CertificateQuerySet.as_manager()

    class Meta:
        app_label = "catalogue"
        ordering: ClassVar = ["body", "valid_to"]

    def __str__(self) -> str:
        return f"{self.body} {self.licence_number}"

    @property
    def is_organic(self) -> bool:
        return self.kind == self.ORGANIC

    @property
    def badge(self) -> str:
        """“Best Baby Oil, runner-up (Example Awards 2026)”."""
        given = f"{self.body} {self.year}" if self.year else self.body
        return f"{self.title} ({given})"

    @property
    def is_in_date(self) -> bool:
        """Whether the certificate is valid today, including its last day."""
        return self.valid_from <= timezone.localdate() <= self.valid_to

    def clean(self) -> None:
        """The days are in order; an award says what for, when, and by what it is proven (CAP Code 3.7)."""
        missing = {} if self.is_organic else self._missing()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            missing["valid_to"] = "This is before the first day of validity."
        if missing:
            raise ValidationError(missing)

    def _missing(self) -> dict[str, str]:
        found = {} if self.title else {"title": "Type what the badge says."}
        if self.kind == self.AWARD and not self.year:
            found["year"] = "Type the year of the award."
        if not self.evidence_id:
            found["evidence"] = "Choose the file that proves it; upload it under Files first."
        return found


class ResponsiblePerson(models.Model):
    """The responsible person in the UK, or in the EU and NI (Cosmetics Regulation, article 4)."""

    name = models.CharField(max_length=120)
    address = models.TextField(help_text="A postal address, not a PO box.")
    email = models.EmailField()
    region = models.CharField(max_length=2, choices=[("UK", "United Kingdom"), ("EU", "EU and NI")])

    class Meta:
        app_label = "catalogue"
        ordering: ClassVar = ["region", "name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.region})"

    def clean(self) -> None:
        """The address must be one where the product file can be inspected, so no PO box (article 11)."""
        if re.search(r"\bp\.?\s?o\.?\s?box\b", self.address, re.IGNORECASE):
            raise ValidationError({"address": "A PO box won’t do: enter a postal address."})


class SkinNeed(CheckedTexts):
    """A skin need that shoppers filter by: “Dry-feeling skin”, “Newborn”."""

    name = models.CharField(max_length=60)
    slug = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "catalogue"
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name
