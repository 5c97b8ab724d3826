"""The terms of sale as they were at each time. Imported by `shop.order.models`."""

from typing import ClassVar

from django.db import models


class TermsVersion(models.Model):
    """The exact terms of a contract; rows are added and never edited.

    The Consumer Contracts Regulations 2013 (reg. 16 and 31) make us prove what a buyer was told."""

    version = models.CharField(max_length=20, unique=True)
    body = models.TextField(help_text="HTML, as shown at /terms/ and sent with the confirmation.")
    sha256 = models.CharField(max_length=64, editable=False)
    published_at = models.DateTimeField()

    class Meta:
        app_label = "order"
        ordering: ClassVar = ["-published_at"]

    def __str__(self) -> str:
        return f"Terms {self.version}"
