"""What a set is made of, and which batches are in a batch of sets. Imported by `shop.catalogue.models`."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from shop.integrity.append_only import AppendOnly


class SetPart(models.Model):
    """So many pieces of a size in each set of another."""

    set = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="set_parts")
    part = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="in_sets")
    pieces = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "catalogue"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["set", "part"], name="catalogue_set_part_once"),
            models.CheckConstraint(condition=models.Q(pieces__gt=0), name="catalogue_set_part_pieces"),
        ]

    def __str__(self) -> str:
        return f"{self.pieces} × {self.part.full_name}"

    def clean(self) -> None:
        """A set isn't in itself, and is made of sizes, not of other sets."""
        if self.set_id == self.part_id:
            raise ValidationError({"part": "A set isn’t a part of itself."})
        if SetPart.objects.filter(set=self.part_id).exists():
            raise ValidationError({"part": "This is a set itself: name what is in it."})


class BatchPart(AppendOnly):
    """So many pieces in each set of a batch, and the batch that they are of, so that a recall finds them."""

    batch = models.ForeignKey("catalogue.Batch", models.PROTECT, related_name="parts")
    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="+")
    part = models.ForeignKey(
        "catalogue.Batch", models.PROTECT, null=True, related_name="in_sets", help_text="None: has no batch."
    )
    pieces = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "catalogue"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "part"], name="catalogue_batch_part_once"),
            models.UniqueConstraint(
                fields=["batch", "product"],
                condition=models.Q(part=None),
                name="catalogue_part_without_batch_once",
            ),
        ]

    def __str__(self) -> str:
        of = f", batch {self.part.number}" if self.part else ""
        return f"{self.pieces} × {self.product.full_name}{of}"
