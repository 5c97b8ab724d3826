"""Production batches with their best-before dates; a recalled batch is blocked."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from shop.london import london
from shop.partner import stock
from shop.partner.movements import Kind


class BatchRows(models.QuerySet["Batch"]):
    def sendable(self) -> "BatchRows":
        """Batches that are open, not blocked and in date; the first to expire comes first."""
        in_date = models.Q(best_before=None) | models.Q(best_before__gte=timezone.localdate())
        return self.filter(in_date, is_open=True, is_blocked=False)

    def with_left(self) -> "BatchRows":
        """Read with each batch what `left` needs: its movements, and what was noted with orders."""
        same = Batch.objects.filter(pk=models.OuterRef("pk")).order_by().values("pk")
        standing = models.Q(order_lines__corrected_at=None)
        posted = same.annotate(sum=models.Sum("movements__pieces")).values("sum")
        noted = same.annotate(sum=models.Sum("order_lines__quantity", filter=standing)).values("sum")
        return self.annotate(posted=models.Subquery(posted), noted=models.Subquery(noted))


def _left(quantity: int, posted: int | None, noted: int | None) -> int:
    return max(quantity - (noted or 0), 0) if posted is None else posted


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
    block_reason = models.CharField(max_length=200, blank=True, help_text="Why it was blocked.")
    off_sale_on = models.DateField(
        null=True, editable=False, help_text="The day what was left went off sale, before its date."
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
    def save(self, *args: object, **kwargs: object) -> None:
        """Blocking a batch takes its remaining items out of stock, however it is saved."""
        was_open = bool(self.pk) and Batch.objects.filter(pk=self.pk, is_blocked=False).exists()
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        if was_open and self.is_blocked:
            self._leave_stock()

    def clean(self) -> None:
        """A batch belongs to a size, not to its parent; called by the dashboard’s form."""
        super().clean()
        if self.product_id and self.product.is_parent:
            raise ValidationError({"product": "Choose the size that it is filled in."})

    @property
    def left(self) -> int:
        """How many pieces are on the shelf; without `with_left` it asks the database.

        The ledger says so once it knows the batch. What was there before the ledger is unknown until it is
        counted: till then it is what was delivered less what was noted with orders.
        """
        if "posted" not in self.__dict__:
            return Batch.objects.with_left().get(pk=self.pk).left
        return _left(self.quantity, self.__dict__["posted"], self.__dict__["noted"])

    @property
    def is_expired(self) -> bool:
        """Whether the best-before date has passed."""
        return self.best_before is not None and self.best_before < timezone.localdate()

    def _leave_stock(self) -> None:
        """Take the rest out of stock; allocated items stay allocated until staff reassign or refund them."""
        for record in self.product.stockrecords.select_for_update():
            taken = min(self.left, max(record.net_stock_level, 0))
            if taken:
                batch_id = self.pk if self.movements.exists() else None
                entry = stock.Entry(Kind.BLOCKED, self.block_reason or f"Batch {self.number} blocked")
                stock.adjust(record_id=record.pk, pieces=-taken, batch_id=batch_id, entry=entry)


def proposed_batches(*, record_id: int, pieces: int) -> list[tuple[Batch, int]]:
    """First expired first out: batches of a stock record that may be sold, as far as there are pieces."""
    found = []
    for batch in Batch.objects.sendable().with_left().filter(product__stockrecords=record_id):
        taken = min(batch.left, pieces)
        if taken > 0:
            found.append((batch, taken))
            pieces -= taken
    return found
