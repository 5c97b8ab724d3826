"""Production batches with their best-before dates; a recalled batch is blocked."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from shop.london import london


class BatchRows(models.QuerySet["Batch"]):
    def sendable(self) -> "BatchRows":
        """Batches that are open, not blocked and in date; the first to expire comes first."""
        in_date = models.Q(best_before=None) | models.Q(best_before__gte=timezone.localdate())
        return self.filter(in_date, is_open=True, is_blocked=False)


class Batch(models.Model):
    """A production batch. Each sold item must be traceable to one (Cosmetics Regulation, article 7)."""

    product = models.ForeignKey("catalogue.Product", models.PROTECT, related_name="batches")
    number = models.CharField(max_length=40, help_text="As printed on the bottle.")
    best_before = models.DateField(null=True, blank=True)
    received_at = models.DateField(help_text="The day it was delivered.")
    quantity = models.PositiveIntegerField(help_text="How many were delivered.")
    is_open = models.BooleanField(default=True, help_text="Untick when none are left.")
    is_blocked = models.BooleanField(
        "recalled or blocked",
        default=False,
        help_text="We stop sending this batch and remove what is left from stock at once.",
    )

    objects = BatchRows.as_manager()

    class Meta:
        app_label = "catalogue"
        ordering: ClassVar = [models.F("best_before").asc(nulls_last=True), "received_at", "pk"]
        verbose_name_plural = "batches"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["product", "number"], name="catalogue_one_batch_a_number")
        ]

    def __str__(self) -> str:
        until = f", best before {london(self.best_before)}" if self.best_before else ""
        return f"{self.product.full_name}, {self.number}{until}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Blocking a batch takes its remaining items out of stock, however it is saved."""
        was_open = bool(self.pk) and Batch.objects.filter(pk=self.pk, is_blocked=False).exists()
        super().save(*args, **kwargs)
        if was_open and self.is_blocked:
            self._leave_stock()

    def clean(self) -> None:
        """A batch belongs to a size, not to its parent; called by the dashboard’s form."""
        super().clean()
        if self.product_id and self.product.is_parent:
            raise ValidationError({"product": "Choose the size that it is filled in."})

    @property
    def left(self) -> int:
        """How many items remain, according to the batches recorded with orders."""
        gone = self.order_lines.standing().aggregate(sum=models.Sum("quantity"))["sum"] or 0
        return max(int(self.quantity) - gone, 0)

    @property
    def is_expired(self) -> bool:
        """Whether the best-before date has passed."""
        return self.best_before is not None and self.best_before < timezone.localdate()

    def _leave_stock(self) -> None:
        """Take the rest out of stock; allocated items stay allocated until staff reassign or refund them."""
        for record in self.product.stockrecords.select_for_update():
            taken = min(self.left, max(record.net_stock_level, 0))
            record.num_in_stock = (record.num_in_stock or 0) - taken
            record.save()
