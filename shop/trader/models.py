"""What the owner sets for the whole shop, other than delivery."""

import re
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from shop.fields.email import EmailColumn
from shop.integrity.versions import Version
from shop.london import london
from shop.public_text import CheckedTexts
from shop.trader.identity import Trader

OWN_PATH = re.compile(r"/(?!/)[^\s\\]*")
SECURE = re.compile(r"https://[^\s/\\]+[^\s\\]*")


class Announcement(CheckedTexts):
    """A line above every page of the shop, from its first day to the end of its last one.

    There is one row at most (`ONE`): saving replaces it, and the activity log has what it said before.
    """

    ONE = 1

    text = models.CharField(max_length=140)
    link = models.CharField(
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(rf"^(?:{OWN_PATH.pattern}|{SECURE.pattern})$", "Begin it with / or https://.")
        ],
    )
    since = models.DateField()
    until = models.DateField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Announcement until {london(self.until)}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Always the one row."""
        self.pk = self.ONE
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Raises ValidationError for days in the wrong order, and for forbidden words."""
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": "The last day is before the first one."})

    def runs_on(self, day: date) -> bool:
        """Whether pages show it on this day."""
        return self.since <= day <= self.until


class TraderDetails(Version):
    """Who sells, from a moment on; the newest row is in force."""

    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    email = EmailColumn()
    phone = models.CharField("telephone", max_length=30)
    company_number = models.CharField(max_length=8, blank=True)
    registered_in = models.CharField("place of registration", max_length=30, blank=True)
    vat_number = models.CharField("VAT number", max_length=11, blank=True)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-pk"]
        verbose_name = "trader’s details"
        verbose_name_plural = "trader’s details"

    def __str__(self) -> str:
        return "Trader’s details"

    @property
    def details(self) -> Trader:
        """Without who saved them and when."""
        return Trader(**{name: getattr(self, name) for name in Trader.__dataclass_fields__})


class FromADay(Version):
    """A statement of what counts from a day on, also for the days of earlier statements."""

    since = models.DateField("from")

    class Meta:
        abstract = True


class VatRegistration(FromADay):
    """From which day sales have VAT, or have none any more."""

    registered = models.BooleanField("registered for VAT")

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-pk"]
        verbose_name = "VAT registration"

    def __str__(self) -> str:
        return "VAT registration"


class VatRate(FromADay):
    """What a rate is from a day on, as a fraction: 0.2000 is 20 %."""

    class Code(models.TextChoices):
        STANDARD = "standard", "Standard rate"
        REDUCED = "reduced", "Reduced rate"

    tax_code = models.CharField(max_length=10, choices=Code)
    rate = models.DecimalField(max_digits=5, decimal_places=4)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-pk"]
        verbose_name = "VAT rate"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(rate__gte=0, rate__lt=1), name="trader_rate_is_a_fraction"
            ),
        ]

    def __str__(self) -> str:
        return f"VAT: {self.get_tax_code_display().lower()}"

    def earlier(self) -> models.QuerySet[Any]:
        """Those of the same rate."""
        return super().earlier().filter(tax_code=self.tax_code)


from shop.trader.appearance import Brand, Footer, Header, Logo  # noqa: E402, F401 -- Django looks for tables here
from shop.trader.contribution_settings import ContributionSettings  # noqa: E402, F401
