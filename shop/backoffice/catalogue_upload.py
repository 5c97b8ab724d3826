"""An uploaded file of products or discount codes, from its columns to what it changed."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from shop.catalogue.importing.defaults import Defaults


class CatalogueUpload(models.Model):
    """A file, how its columns are read, and the outcome of checking or importing it.

    `records` are the cells row by row; `columns` name a column of ours for each of the file’s, in their
    order; `outcome` is what shop.backoffice.catalogue_files.outcome makes of the rows.
    """

    class About(models.TextChoices):
        PRODUCTS = "products", "Products"
        CODES = "codes", "Discount codes"

    class State(models.TextChoices):
        TO_MATCH = "to match", "Columns to choose"
        CHECKING = "checking", "Being checked"
        CHECKED = "checked", "Checked, not imported"
        APPLYING = "applying", "Being imported"
        APPLIED = "applied", "Imported"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"

    BUSY: ClassVar = (State.CHECKING, State.APPLYING, State.UNDOING)

    about = models.CharField(
        max_length=10, choices=About, default=About.PRODUCTS, db_default=About.PRODUCTS.value
    )
    name = models.CharField(max_length=200)
    read_as = models.CharField(max_length=100)
    system = models.CharField(max_length=20, blank=True, help_text="The shop system that exported it.")
    records = models.JSONField()
    columns = models.JSONField(default=list)
    takes_stock = models.BooleanField(default=False)
    kind = models.CharField(max_length=128, blank=True)
    category = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.TO_MATCH)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "office"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        """Whether a task works on it."""
        return self.state in self.BUSY

    @property
    def is_about_codes(self) -> bool:
        """Whether its rows are discount codes; else they are products."""
        return self.about == self.About.CODES

    @property
    def defaults(self) -> Defaults:
        """What new products get whose row names nothing."""
        return Defaults(kind=self.kind, category=self.category)

    @property
    def counts(self) -> dict[str, Any]:
        """How many products are added, changed and unchanged."""
        counts: dict[str, Any] = self.outcome.get("counts", {})
        return counts

    @property
    def has_problems(self) -> bool:
        """Whether rows have to be mended first."""
        return bool(self.outcome.get("problems"))

    @property
    def changes_anything(self) -> bool:
        """Whether importing it would do something."""
        return bool(self.outcome.get("rows"))


class UploadedPicture(models.Model):
    """A picture of a zip that waits for its import; `image` is what became of it, and then it is empty."""

    upload = models.ForeignKey(CatalogueUpload, models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    image = models.ForeignKey("catalogue.ProductImage", models.SET_NULL, null=True, related_name="+")

    class Meta:
        app_label = "office"
        default_permissions = ()
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.name
