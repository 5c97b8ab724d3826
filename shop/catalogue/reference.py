"""Data shared by products: ingredient glossary, certificates, responsible persons, skin needs."""

import re
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


class Certificate(models.Model):
    """An organic certificate; “organic” disappears from pages the day after `valid_to`."""

    body = models.CharField("Certifying body", max_length=120)
    licence_number = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        app_label = "catalogue"
        ordering: ClassVar = ["body", "valid_to"]

    def __str__(self) -> str:
        return f"{self.body} {self.licence_number}"

    @property
    def is_in_date(self) -> bool:
        """Whether the certificate is valid today, including its last day."""
        return self.valid_from <= timezone.localdate() <= self.valid_to

    def clean(self) -> None:
        """The last day of validity can’t be before the first."""
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": "This is before the first day of validity."})


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
