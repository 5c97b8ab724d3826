"""Order models: the columns that the law and the warehouse need, beside Oscar's.

Longer than other modules: Oscar's loader looks for all models of a fork here.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.address.abstract_models import AbstractShippingAddress
from oscar.apps.order.abstract_models import AbstractLine, AbstractOrder, AbstractOrderNote
from oscar.apps.order.exceptions import InvalidOrderStatus
from oscar.apps.order.signals import order_status_changed
from oscar.apps.partner.exceptions import InvalidStockAdjustment

from shop.fields.email import EmailColumn
from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.batch_rows import LineBatch
from shop.order.deadlines import Deadlines, deadlines, promised_day
from shop.order.kinds import SALES, FreeReason, OrderKind
from shop.order.notices import CancellationNotice, CancelledLine
from shop.order.parcels import Parcel, ParcelLine
from shop.order.return_rows import Return, ReturnLine, ReturnPhoto
from shop.order.staff_holds import StaffHold
from shop.order.tracking_numbers import tracking_url
from shop.partner import stock
from shop.partner.movements import Kind
from shop.shipping.postcodes import InvalidPostcode
from shop.shipping.zones import NAMES, is_export, zone_for
from shop.signals import order_paid, order_settled

__all__ = [
    "CancellationNotice",
    "CancelledLine",
    "LineBatch",
    "Parcel",
    "ParcelLine",
    "Return",
    "ReturnLine",
    "ReturnPhoto",
    "StaffHold",
]

GIFT_MESSAGE = 250  # characters, so that it fits on the packing slip


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


class Order(AbstractOrder):
    """An order. `basket` is unique: two clicks, two tabs or two processes make one order."""

    status: str

    guest_email = EmailColumn(_("Guest email address"), blank=True)
    simulated = models.BooleanField(default=False, help_text="Paid with a simulated card: never shipped.")
    terms_version = models.ForeignKey(TermsVersion, models.PROTECT, null=True, related_name="orders")
    delivery_zone = models.CharField(max_length=30, blank=True)
    delivery_rule = models.JSONField(default=dict, help_text="Threshold, rate and promise that applied.")
    tracking_number = models.CharField(max_length=40, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, help_text="When its items went back into a basket.")
    delivery_vat_rate = models.DecimalField(max_digits=5, decimal_places=4, default=Decimal("0"))
    gift_message = models.CharField(
        max_length=GIFT_MESSAGE, blank=True, help_text="Printed on the packing slip, as the buyer wrote it."
    )
    hides_prices = models.BooleanField(default=False, help_text="The parcel must not show prices.")
    kind = models.CharField(
        max_length=20, choices=OrderKind, default=OrderKind.SALE, db_default=OrderKind.SALE.value
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="replacements"
    )
    free_reason = models.CharField(max_length=20, choices=FreeReason, blank=True, default="", db_default="")
    form_key = models.UUIDField(
        null=True,
        unique=True,
        editable=False,
        help_text="Of staff’s form, so that two clicks make one order.",
    )

    class Meta(AbstractOrder.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["basket"], name="order_one_order_a_basket")]

    def available_statuses(self) -> tuple[str, ...]:
        """Called by the dashboard for the statuses that staff may choose; Paid is never one, because only
        a payment sets it.
        """
        return statuses.STAFF_PIPELINE.get(self.status, ())

    @property
    def is_sale(self) -> bool:
        """Whether its buyer paid for it, or would have without a code; else it was sent at no charge."""
        return self.kind in SALES

    @property
    def value(self) -> Decimal:
        """What its items cost in the shop, in pounds; for a sale less what codes and offers took off."""
        column = "line_price_incl_tax" if self.is_sale else "line_price_before_discounts_incl_tax"
        return sum((getattr(line, column) for line in self.lines.all()), Decimal("0.00"))

    @property
    def is_gift(self) -> bool:
        """Whether the packer has something to do for a gift."""
        return bool(self.gift_message or self.hides_prices)

    @property
    def has_left(self) -> bool:
        """Whether its items are with the carrier or the buyer."""
        return self.status in statuses.RECEIVED

    @property
    def is_part_sent(self) -> bool:
        """Whether a parcel has left and something still has to; read from its lines."""
        waits = self.status in (statuses.PAID, statuses.REVIEW)
        return waits and any(line.quantity_sent for line in self.lines.all())

    @property
    def goes_in_parts(self) -> bool:
        """Whether its items leave in several parcels: what was promised says nothing of the last one."""
        return self.is_part_sent or (self.has_left and len(self.standing_parcels) > 1)

    @property
    def standing_parcels(self) -> list[Parcel]:
        """Those that weren't taken back, the last one last. `parcels` may be prefetched."""
        return [parcel for parcel in self.parcels.all() if parcel.taken_back_at is None]

    @property
    def is_export(self) -> bool:
        """Whether it goes to the Channel Islands, so that its price contains no UK VAT."""
        return is_export(self.delivery_zone)

    @property
    def deadlines(self) -> Deadlines:
        """The legal deadlines of this order, as far as its dates are known."""
        return deadlines(
            contract=self._first(statuses.PAID) or timezone.localtime(self.date_placed).date(),
            delivered=self._first(statuses.DELIVERED),
            promised=promised_day(self.delivery_rule),
            in_parts=self.goes_in_parts,
        )

    def _first(self, status: str) -> date | None:
        """The London date on which the order first had a status."""
        moments = [one.date_created for one in self.status_changes.all() if one.new_status == status]
        return timezone.localtime(min(moments)).date() if moments else None

    @property
    def tracking_url(self) -> str:
        """Royal Mail's page for the last parcel; empty without a number of their form."""
        return tracking_url(self.tracking_number)

    @property
    def email_reference(self) -> str:
        """The reference by which the outbox finds this order's emails."""
        return f"order:{self.pk}"

    @property
    def emails(self) -> models.QuerySet[OutboxEmail]:
        """Every email about it, the first one first."""
        return OutboxEmail.objects.filter(reference=self.email_reference)

    def set_status(self, new_status: str) -> None:
        """Called by Oscar's EventHandler and dashboard; raises InvalidOrderStatus.

        Oscar compares with what this instance remembers and saves the whole row, so that two
        stale copies both succeed; here it is one compare-and-set.
        """
        old = self.status
        if new_status == old:
            return
        if new_status not in self.available_statuses() or not self.move(new_status):
            raise InvalidOrderStatus(f"Order {self.number} can’t be made {new_status} from {old}")
        order_status_changed.send(sender=self, order=self, old_status=old, new_status=new_status)

    @transaction.atomic(savepoint=False)  # it fails as a whole or not at all: the caller's transaction
    def move(self, to: str) -> bool:
        """Change the status by compare-and-set and log it; False when the order had another status."""
        old = self.status
        if not self._swap(old, to):  # what this instance remembers is out of date, or was wrong
            old = Order.objects.select_for_update().values_list("status", flat=True).get(pk=self.pk)
            if not self._swap(old, to):
                return False
        self.status = to
        is_sale = self.is_sale and to == statuses.PAID and (old == statuses.PENDING or not self._has_been(to))
        self.status_changes.create(old_status=old, new_status=to)
        if is_sale:
            order_settled.send(sender=Order, order=self)
            transaction.on_commit(lambda: order_paid.send_robust(sender=Order, order=self), robust=True)
        return True

    def _has_been(self, status: str) -> bool:
        return bool(self.status_changes.filter(new_status=status).exists())

    def _swap(self, old: str, to: str) -> bool:
        """Change the row's status where it is `old` and the move is allowed; whether that happened.

        What has left can't be cancelled: the rest of a part-sent order is refunded.
        """
        if to not in statuses.ORDER_PIPELINE.get(old, ()):
            return False
        if to == statuses.CANCELLED and self.parcels.sent().exists():
            return False
        return bool(Order.objects.filter(pk=self.pk, status=old).update(status=to))


class Line(AbstractLine):
    """An order line with the VAT rate it was sold at; net and gross are Oscar's columns."""

    vat_rate = models.DecimalField(max_digits=5, decimal_places=4, default=Decimal("0"))
    quantity_withdrawn = models.PositiveIntegerField(
        default=0, help_text="Refunded and put back into stock before the parcel was sent."
    )
    quantity_sent = models.PositiveIntegerField(
        default=0, db_default=0, editable=False, help_text="In parcels that have left."
    )
    source = models.CharField(max_length=40, blank=True, db_index=True, help_text="Such as guide-12.")
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="replacements"
    )

    class Meta(AbstractLine.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(quantity__gte=models.F("quantity_sent") + models.F("quantity_withdrawn")),
                name="order_line_sends_no_more_than_ordered",
            )
        ]

    @property
    def quantity_not_withdrawn(self) -> int:
        """The quantity that isn't cancelled: what was sent or will be."""
        return int(self.quantity) - self.quantity_withdrawn

    @property
    def quantity_to_send(self) -> int:
        """What still has to leave, of an order that is waiting."""
        return self.quantity_not_withdrawn - self.quantity_sent

    @transaction.atomic
    def consume_allocation(
        self,
        quantity: int,
        *,
        batches: Sequence[tuple[int, int]] = (),
        by: AbstractBaseUser | None = None,
        kind: Kind = Kind.SOLD,
    ) -> None:
        """Take pieces that leave from the shelf, and from the batches (id, pieces) that they are of.

        Called for each parcel; raises InvalidStockAdjustment where fewer are promised to this line. Oscar
        compares with what this instance remembers, and tells the stock record nothing of the line.
        """
        if not self.can_track_allocations:
            return
        rows = Line.objects.filter(pk=self.pk, num_allocated__gte=quantity, allocation_cancelled=False)
        if not rows.update(num_allocated=models.F("num_allocated") - quantity):
            raise InvalidStockAdjustment(f"Fewer are set aside for {self.title}.")
        if self.stockrecord_id:
            entry = stock.Entry(self._leaves_as(kind), by=by, line_id=self.pk)
            stock.sell(record_id=self.stockrecord_id, pieces=quantity, entry=entry, batches=batches)
            self.stockrecord.refresh_from_db(fields=["num_allocated", "num_in_stock"])
        self.refresh_from_db(fields=["num_allocated"])

    consume_allocation.alters_data = True  # type: ignore[attr-defined]

    def _leaves_as(self, kind: Kind) -> Kind:
        """The ledger tells what was sold from what was sent at no charge."""
        return Kind.SENT_FREE if kind == Kind.SOLD and not self.order.is_sale else kind


class ShippingAddress(AbstractShippingAddress):
    """Where an order goes. Price, VAT and what may be sent follow from its zone, so that can't change."""

    class Meta(AbstractShippingAddress.Meta):
        abstract = False

    def clean(self) -> None:
        """Called by every form, and by `save` for a row that exists."""
        super().clean()
        orders = Order.objects.filter(shipping_address=self.pk).exclude(delivery_zone="") if self.pk else []
        for order in orders:
            refuse_other_zone(order.delivery_zone, self.postcode or "")

    def save(self, *args: object, **kwargs: object) -> None:
        """Raises ValidationError where the new address is in another delivery zone than the price was made
        for.
        """
        if self.pk:
            self.clean()
        super().save(*args, **kwargs)


def refuse_other_zone(zone: str, postcode: str) -> None:
    """Raise ValidationError, naming both zones, or what is wrong with the postcode."""
    try:
        found = zone_for(postcode)
    except InvalidPostcode as problem:
        raise ValidationError({"postcode": "Enter a postcode that the carrier knows."}) from problem
    if found != zone:
        raise ValidationError(
            {
                "postcode": f"{postcode} is {NAMES.get(found, found)}; this order was priced for "
                f"{NAMES.get(zone, zone)}. Cancel it and let it be ordered again."
            }
        )


class OrderNote(AbstractOrderNote):
    """A note for colleagues, or of the shop itself (`note_type` System)."""

    CHANGEABLE_FOR = timedelta(hours=1)

    class Meta(AbstractOrderNote.Meta):
        abstract = False

    @property
    def is_by_hand(self) -> bool:
        """Whether a colleague wrote it."""
        return self.user_id is not None and self.note_type != self.SYSTEM

    @property
    def is_fresh(self) -> bool:
        """Whether whoever wrote it may still change it."""
        return self.is_by_hand and timezone.now() < self.date_created + self.CHANGEABLE_FOR

    def may_be_changed_by(self, user: AbstractBaseUser) -> bool:
        """Within the hour by whoever wrote it; after that notes are only added to."""
        return self.is_fresh and self.user_id == user.pk

    def is_editable(self) -> bool:
        """Called by Oscar's dashboard."""
        return self.is_fresh


from oscar.apps.order.models import *  # noqa: E402, F403
