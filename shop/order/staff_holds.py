"""Holds by colleagues: a piece that a packer can't find, or “wait”. Imported by `shop.order.models`."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

MISSING, WAIT = "missing ", "“"  # what their words begin with: they follow “On hold:”


class HoldRows(models.QuerySet["StaffHold"]):
    """Holds of orders."""

    def standing(self) -> "HoldRows":
        """Those that nobody lifted; a missing piece that was refunded, or sent after all, holds nothing."""
        still_wanted = Q(line__quantity__gt=F("line__quantity_sent") + F("line__quantity_withdrawn"))
        not_refunded = Q(pieces=None) | Q(line__quantity_withdrawn__lt=F("withdrawn_before") + F("pieces"))
        return self.filter(Q(line=None) | (still_wanted & not_refunded), lifted_at=None)


class StaffHold(models.Model):
    """Why a colleague wants an order not to leave. With a line: its pieces aren't on the shelf."""

    order = models.ForeignKey("order.Order", models.PROTECT, related_name="holds")
    line = models.ForeignKey("order.Line", models.PROTECT, null=True, related_name="missing")
    pieces = models.PositiveIntegerField(null=True, help_text="Missing; empty: all that were to be sent.")
    withdrawn_before = models.PositiveIntegerField(
        default=0, db_default=0, editable=False, help_text="Of the line, when the hold was placed."
    )
    reason = models.CharField(max_length=200, blank=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    placed_at = models.DateTimeField(auto_now_add=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, editable=False)

    objects = HoldRows.as_manager()

    class Meta:
        app_label = "order"
        ordering: ClassVar = [F("line").asc(nulls_first=True), "pk"]  # a colleague's “wait” first
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line"], condition=Q(lifted_at=None), name="order_line_missing_once"
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(lifted_at=None, line=None), name="order_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """“missing 1 × Rose oil, 100 ml (Pat)”, or a colleague’s reason in quotes and their name."""
        who = self.placed_by.called if self.placed_by else "a colleague"
        number = f"{self.pieces} × " if self.pieces else ""
        return f"{MISSING}{number}{self.line.title} ({who})" if self.line else f"{WAIT}{self.reason}” ({who})"
