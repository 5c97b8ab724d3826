"""Returns: items that a buyer cancels or complains about, and what became of them.

Imported by `shop.order.models`.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from shop.integrity.immutable_rows import ImmutableColumns, ImmutableColumnsQuerySet
from shop.order.deadlines import Clock, last_day


class Kind(models.TextChoices):
    """A cancellation needs no reason (CCR 2013); a claim is about what is wrong (CRA 2015)."""

    CANCELLATION = "cancellation", "Cancellation"
    CLAIM = "claim", "Claim"


class Reason(models.TextChoices):
    """Why items come back."""

    CHANGED_MIND = "changed mind", "Changed their mind"
    FAULTY = "faulty", "Faulty"
    DAMAGED = "damaged", "Damaged on the way"
    LOST = "lost", "Didn’t arrive"
    WRONG_ITEM = "wrong item", "Wrong item"


class State(models.TextChoices):
    """What a piece is like that came back. Only a sealed one may be sold again."""

    SEALED = "sealed", "Sealed"
    SEAL_BROKEN = "seal broken", "Seal broken"
    FAULTY = "faulty", "Faulty"
    DAMAGED = "damaged", "Damaged"
    LOST = "lost", "Lost on the way back"
    WRONG = "wrong", "Another item"


class Became(models.TextChoices):
    """What became of the stock of a piece."""

    IN_STOCK = "in stock", "Back in stock"
    WRITTEN_OFF = "written off", "Written off"


class Outcome(models.TextChoices):
    """How a return ended."""

    REFUNDED = "refunded", "Refunded"
    REPLACED = "replaced", "Replaced"
    NOTHING_OWED = "nothing owed", "Nothing owed"


class Return(ImmutableColumns):
    """Items of one order that a buyer gives back, or says something is wrong with.

    `told_on` is the day of the notice, `posted_on` that of the proof of posting, `arrived_on` the day when
    the first piece was back. `due_on` follows from them: the day by which somebody has to act. A cancellation
    has the notice as the buyer wrote it; `words` is what was written or said about a claim.
    """

    immutable = frozenset({"order", "notice", "kind", "words", "told_on"})

    order = models.ForeignKey("order.Order", models.PROTECT, related_name="returns")
    notice = models.OneToOneField(
        "order.CancellationNotice", models.PROTECT, null=True, related_name="followed"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=12, choices=Reason)
    words = models.TextField(blank=True)
    told_on = models.DateField()
    posted_on = models.DateField(null=True)
    arrived_on = models.DateField(null=True)
    due_on = models.DateField(db_index=True, editable=False)
    told_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    arrived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True, editable=False)
    outcome_note = models.CharField(max_length=200, blank=True, editable=False)

    objects = ImmutableColumnsQuerySet.as_manager()

    class Meta:
        app_label = "order"
        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of order {self.order.number}"

    @property
    def clock(self) -> Clock:
        """Its days, for the rules of the law."""
        return Clock(
            told=self.told_on,
            posted=self.posted_on,
            arrived=self.arrived_on,
            is_claim=self.kind == Kind.CLAIM,
            left=self.has_left,
            waits=self.waits,
        )

    @property
    def has_left(self) -> bool:
        """Whether pieces of it have left the shop, so that they can come back."""
        if self.order.has_left:
            return True
        known = vars(self).get("in_parcels")  # read with the row by `with_stage`
        return self._rows().in_parcels().exists() if known is None else bool(known)

    @property
    def waits(self) -> bool:
        """Whether other pieces of it never left, and aren't refunded yet."""
        if not self.has_left or self.order.has_left:
            return False
        return self._rows().waiting().exists()

    def _rows(self) -> "ReturnLineRows":
        """Its lines; none before it is stored."""
        return ReturnLine.objects.filter(item_return=self.pk)

    @property
    def is_open(self) -> bool:
        """Whether it isn't settled."""
        return self.settled_at is None

    @property
    def said(self) -> str:
        """What the buyer wrote."""
        return str(self.notice.reason if self.notice else self.words)

    def save(self, *args: object, **kwargs: object) -> None:
        """The last day follows from the others."""
        self.told_on = self.told_on or timezone.localdate()
        self.due_on = last_day(self.clock)
        super().save(*args, **kwargs)


class ReturnLineRows(models.QuerySet["ReturnLine"]):
    """Pieces in returns. Of an order that left in part, cancellations take first what never left."""

    def in_parcels(self) -> "ReturnLineRows":
        """Rows of lines of which more is cancelled than hasn't left, and claims about what has."""
        unsent = F("line__quantity") - F("line__quantity_sent")
        claims = Q(item_return__kind=Kind.CLAIM, line__quantity_sent__gt=0)
        rows = self.annotate(cancelled=self._cancelled(item_return__lte=OuterRef("item_return")))
        return rows.filter(claims | Q(item_return__kind=Kind.CANCELLATION, cancelled__gt=unsent))

    def waiting(self) -> "ReturnLineRows":
        """Rows of cancellations of lines that earlier ones leave something unsent of, and it is here."""
        unsent = F("line__quantity") - F("line__quantity_sent")
        here = Q(line__quantity__gt=F("line__quantity_sent") + F("line__quantity_withdrawn"))
        rows = self.annotate(before=self._cancelled(item_return__lt=OuterRef("item_return")))
        return rows.filter(here, item_return__kind=Kind.CANCELLATION, before__lt=unsent)

    def _cancelled(self, **which: OuterRef) -> Coalesce:
        """The pieces of the same line in this or earlier cancellations."""
        rows = ReturnLine.objects.filter(
            line=OuterRef("line"), item_return__kind=Kind.CANCELLATION, **which
        ).order_by()
        return Coalesce(Subquery(rows.values("line").annotate(n=Sum("quantity")).values("n")), Value(0))


class ReturnLine(models.Model):
    """Pieces of an order line in a return; those that haven't come back have no state.

    Pieces that come back in different states, or at different times, stand in rows of their own.
    """

    item_return = models.ForeignKey(Return, models.PROTECT, related_name="lines")
    line = models.ForeignKey("order.Line", models.PROTECT, related_name="returned")
    quantity = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State, blank=True)
    became = models.CharField(max_length=12, choices=Became, blank=True)

    objects = ReturnLineRows.as_manager()

    class Meta:
        app_label = "order"
        ordering: ClassVar = ["line", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="order_return_line_has_pieces")
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.line_id}"


class ReturnPhoto(models.Model):
    """The buyer's photo of what is wrong: in the database, so that no web server can give it out."""

    item_return = models.OneToOneField(Return, models.CASCADE, related_name="photo")
    content = models.BinaryField(help_text="A JPEG that we made, without the camera’s data.")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "order"

    def __str__(self) -> str:
        return f"Photo of return {self.item_return_id}"
