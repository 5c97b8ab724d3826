"""What the owner sets for the whole shop, other than delivery."""

import re
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from shop.integrity.append_only import Version
from shop.london import london
from shop.public_text import CheckedTexts
from shop.trader.identity import Trader

OWN_PATH = re.compile(r"/(?!/)[^\s\\]*")


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
            RegexValidator(rf"^{OWN_PATH.pattern}$", "Type a path of this shop, such as /delivery/.")
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
    """Who sells, from a moment on; the newest row is in force.

    `turn` counts the rows, so that two saved at once clash.
    """

    turn = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField("telephone", max_length=30)
    company_number = models.CharField(max_length=8, blank=True)
    registered_in = models.CharField("place of registration", max_length=30, blank=True)
    vat_number = models.CharField("VAT number", max_length=11, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

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
