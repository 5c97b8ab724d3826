"""Production batches with their best-before dates; a recalled batch is blocked."""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from shop.london import london
from shop.partner import stock
from shop.partner.movements import Kind, StockCount, sum_by_batch

if TYPE_CHECKING:
    from shop.partner.models import StockRecord


class State(models.TextChoices):
    """What may be done with a batch. `BatchRows.with_states` reads it."""

    OPEN = "open", "Open"
    BY_DATE = "by date", "Blocked by date"
    BY_HAND = "by hand", "Blocked by hand"
    RECALLED = "recalled", "Recalled"
    USED_UP = "used up", "Used up"


def in_date() -> models.Q:
    """Batches whose date leaves buyers enough months after opening (BATCH_OFF_SALE_DAYS).

    One that the owner sells to the end goes off sale the day after its date.
    """
    today = timezone.localdate()
    last = today + timedelta(days=settings.BATCH_OFF_SALE_DAYS)
    to_the_end = models.Q(sold_to_the_end=True, best_before__gte=today)
    return models.Q(best_before=None) | models.Q(best_before__gt=last) | to_the_end


class BatchRows(models.QuerySet["Batch"]):
    def sendable(self) -> "BatchRows":
        """Batches that may be sold and packed; the first to expire comes first."""
        return self.filter(in_date(), is_open=True, is_blocked=False, off_sale_on=None)

    def stopped(self) -> "BatchRows":
        """Those of which nothing may be sold: blocked by hand, recalled or off sale because of their date."""
        return self.filter(models.Q(is_blocked=True) | models.Q(off_sale_on__isnull=False))

    def due_off_sale(self) -> "BatchRows":
        """Those with pieces on the shelf whose date has come too near."""
        near = self.with_left().exclude(in_date()).filter(is_blocked=False, off_sale_on=None)
        return near.filter(models.Q(on_shelf__gt=0))

    def with_left(self) -> "BatchRows":
        """Read with each batch what `left` needs.

        The ledger says so once it knows the batch. What was there before the ledger is unknown until it is
        counted: till then it is what was delivered less what was noted with orders.
        """
        counts = StockCount.objects.filter(stock_record__product=models.OuterRef("product"))
        delivered = Greatest(models.F("quantity") - Coalesce(self._noted(), 0), 0)
        before = models.Case(models.When(models.Exists(counts), then=0), default=delivered)
        return self.annotate(on_shelf=Coalesce(self._posted(), before))

    def with_numbers(self) -> "BatchRows":
        """Read with each batch how many were sent, are left and lie blocked."""
        stopped = models.Q(movements__kind__in=[Kind.BLOCKED, Kind.UNBLOCKED])
        blocked = Coalesce(-self._posted(stopped), 0)
        return self.with_left().annotate(sent=Coalesce(self._noted(), 0), blocked=blocked)

    def with_states(self) -> "BatchRows":
        """Read with each batch its state and all numbers."""
        by_date = models.Q(off_sale_on__isnull=False) | (~in_date() & models.Q(on_shelf__gt=0))
        used_up = models.Q(on_shelf=0) | models.Q(is_open=False)
        state = models.Case(
            models.When(is_recalled=True, is_blocked=True, then=models.Value(State.RECALLED.value)),
            models.When(is_blocked=True, then=models.Value(State.BY_HAND.value)),
            models.When(by_date, then=models.Value(State.BY_DATE.value)),
            models.When(used_up, then=models.Value(State.USED_UP.value)),
            default=models.Value(State.OPEN.value),
        )
        return self.with_numbers().annotate(state=state)

    @staticmethod
    def _posted(which: models.Q | None = None) -> models.Subquery:
        same = Batch.objects.filter(pk=models.OuterRef("pk")).order_by().values("pk")
        return models.Subquery(same.annotate(sum=models.Sum("movements__pieces", filter=which)).values("sum"))

    @staticmethod
    def _noted() -> models.Subquery:
        same = Batch.objects.filter(pk=models.OuterRef("pk")).order_by().values("pk")
        standing = models.Q(order_lines__corrected_at=None)
        return models.Subquery(
            same.annotate(sum=models.Sum("order_lines__quantity", filter=standing)).values("sum")
        )


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
    is_recalled = models.BooleanField(default=False, db_default=False, editable=False)
    sold_to_the_end = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="The owner sells it up to its date."
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
            self.leave_stock()

    def clean(self) -> None:
        """A batch belongs to a size, not to its parent; called by forms."""
        super().clean()
        if self.product_id and self.product.is_parent:
            raise ValidationError({"product": "Choose the size that it is filled in."})

    @property
    def left(self) -> int:
        """How many pieces are on the shelf; without `with_left` it asks the database."""
        if "on_shelf" not in self.__dict__:
            return Batch.objects.with_left().get(pk=self.pk).left
        return int(self.__dict__["on_shelf"])

    @property
    def is_expired(self) -> bool:
        """Whether the best-before date has passed."""
        return self.best_before is not None and self.best_before < timezone.localdate()

    @property
    def is_stopped(self) -> bool:
        """Whether nothing of it may be sold."""
        return self.is_blocked or self.off_sale_on is not None

    @transaction.atomic
    def leave_stock(self, reason: str = "", by: AbstractBaseUser | None = None) -> int:
        """Move what is left and free to blocked; return how many pieces.

        What is promised to orders stays until they are refunded or get other pieces, and follows then.
        """
        return sum(self._leave(record, reason, by) for record in self._locked_records())

    def _locked_records(self) -> "models.QuerySet[StockRecord]":
        return self.product.stockrecords.select_for_update().order_by("pk")

    def _leave(self, record: "StockRecord", reason: str, by: AbstractBaseUser | None) -> int:
        self._enter_ledger(record.pk, by)
        taken = min(sum_by_batch(record.pk).get(self.pk, 0), max(record.net_stock_level, 0))
        if taken:
            entry = stock.Entry(
                Kind.BLOCKED, reason or self.block_reason or f"Batch {self.number} blocked", by
            )
            stock.adjust(record_id=record.pk, pieces=-taken, batch_id=self.pk, entry=entry)
        return taken

    def _enter_ledger(self, record_id: int, by: AbstractBaseUser | None) -> None:
        """A batch from before the ledger: its pieces are among those of which the batch isn't known."""
        known = 0 if self.movements.exists() else Batch.objects.with_left().get(pk=self.pk).left
        found = min(known, sum_by_batch(record_id).get(None, 0))
        if found > 0:
            entry = stock.Entry(Kind.FOUND_BATCH, "Delivered, less what was noted with orders", by)
            stock.move(record_id=record_id, pieces=found, source=None, target=self.pk, entry=entry)


def proposed_batches(*, record_id: int, pieces: int) -> list[tuple[Batch, int]]:
    """First expired first out: batches of a stock record that may be sold, as far as there are pieces."""
    found = []
    for batch in Batch.objects.sendable().with_left().filter(product__stockrecords=record_id):
        taken = min(batch.left, pieces)
        if taken > 0:
            found.append((batch, taken))
            pieces -= taken
    return found
