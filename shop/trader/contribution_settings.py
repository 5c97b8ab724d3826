"""The table of the contributions to the guides: whether the shop takes them, how much, and why."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from shop.public_text import CheckedTexts

LEAST, MOST = 1, 500  # pounds
MOST_AMOUNTS = 6  # tiles on the page
PURPOSE = (
    "It pays for writing, reviewing and hosting the guides, so that everybody can go on reading them without "
    "paying."
)


class ContributionSettings(CheckedTexts):
    """There is one row at most, with the key `ONE`. Without a row the shop takes none.

    `amounts` are whole pounds with commas; `vat` is a tax code, which each contribution keeps.
    """

    ONE = 1

    class Vat(models.TextChoices):
        OUTSIDE = "outside", "Outside the scope of VAT"
        STANDARD = "standard", "Standard rate"

    is_on = models.BooleanField("take contributions", default=False)
    amounts = models.CharField(
        "suggested amounts",
        max_length=40,
        default="3, 5, 10",
        validators=[
            RegexValidator(r"^\s*\d+(\s*,\s*\d+)*\s*\Z", "Whole pounds with commas, such as 3, 5, 10.")
        ],
    )
    purpose = models.CharField("what the money is for", max_length=300, default=PURPOSE)
    vat = models.CharField("VAT", max_length=10, choices=Vat, default=Vat.OUTSIDE)

    class Meta:
        default_permissions = ()
        verbose_name = "contributions"
        verbose_name_plural = "contributions"

    def __str__(self) -> str:
        return "Contributions"

    def clean(self) -> None:
        """Raises ValidationError for amounts beyond the limits, and for forbidden words."""
        super().clean()
        if not self.pounds or len(self.pounds) > MOST_AMOUNTS:
            raise ValidationError({"amounts": f"One to {MOST_AMOUNTS} amounts."})
        if min(self.pounds) < LEAST or max(self.pounds) > MOST:
            raise ValidationError({"amounts": f"From £{LEAST} to £{MOST} each."})

    @property
    def pounds(self) -> list[int]:
        """The suggested amounts, the smallest first, each once."""
        return sorted({int(part) for part in self.amounts.split(",") if part.strip().isdecimal()})
