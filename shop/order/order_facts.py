"""What can be said of an order from its columns and rows."""

from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.utils import timezone

from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.deadlines import Deadlines, deadlines, promised_day
from shop.order.kinds import FREE, SALES, OrderKind
from shop.order.order_columns import OrderColumns
from shop.order.parcels import Parcel
from shop.order.tracking_numbers import tracking_url
from shop.shipping.zones import is_export
from shop.trader.vat import registered_on


class OrderFacts(OrderColumns):
    """An order as it is read; nothing here changes it."""

    class Meta(OrderColumns.Meta):
        abstract = True

    @property
    def is_sale(self) -> bool:
        """Whether its buyer paid for items, or would have without a code."""
        return self.kind in SALES

    @property
    def is_free(self) -> bool:
        """Whether it is sent at no charge."""
        return self.kind in FREE

    @property
    def is_contribution(self) -> bool:
        """Whether it is money given for the guides: nothing is sold with it, and nothing is sent."""
        return self.kind == OrderKind.CONTRIBUTION

    @property
    def value(self) -> Decimal:
        """What its items cost in the shop, in pounds; where they were paid for, less codes and offers."""
        column = "line_price_before_discounts_incl_tax" if self.is_free else "line_price_incl_tax"
        return sum((getattr(line, column) for line in self.lines.all()), Decimal("0.00"))

    @property
    def shows_vat(self) -> bool:
        """Whether it was sold with VAT, or when the trader was registered for it.

        A contribution that is outside the scope of VAT never says anything of it.
        """
        if self.is_contribution:
            return bool(self.total_tax)
        return bool(self.total_tax) or registered_on(self.tax_point)

    @property
    def tax_point(self) -> date:
        """The London day of the payment, or of the order while it isn’t paid (VAT Act 1994, s. 6)."""
        return self._first(statuses.PAID) or timezone.localdate(self.date_placed)

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
    def left_at(self) -> datetime | None:
        """When it left; of a part-sent order, its last parcel so far."""
        parcels = self.standing_parcels
        return self.dispatched_at or (parcels[-1].sent_at if parcels else None)

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
