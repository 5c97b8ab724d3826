"""Order models. Oscar’s loader looks for all models of a fork here; each has a module of its own."""

from django.db import transaction
from oscar.apps.order.exceptions import InvalidOrderStatus
from oscar.apps.order.signals import order_status_changed

from shop.order import statuses
from shop.order.batch_rows import LineBatch
from shop.order.notices import CancellationNotice, CancelledLine
from shop.order.order_columns import GIFT_MESSAGE
from shop.order.order_facts import OrderFacts
from shop.order.order_lines import Line
from shop.order.order_notes import OrderNote
from shop.order.parcels import Parcel, ParcelLine
from shop.order.return_rows import Return, ReturnLine, ReturnPhoto
from shop.order.shipping_addresses import ShippingAddress, refuse_other_zone
from shop.order.staff_holds import StaffHold
from shop.order.terms_versions import TermsVersion
from shop.order.vat_at_payment import settle_vat
from shop.signals import order_paid, order_settled

__all__ = [
    "GIFT_MESSAGE",
    "CancellationNotice",
    "CancelledLine",
    "Line",
    "LineBatch",
    "Order",
    "OrderNote",
    "Parcel",
    "ParcelLine",
    "Return",
    "ReturnLine",
    "ReturnPhoto",
    "ShippingAddress",
    "StaffHold",
    "TermsVersion",
    "refuse_other_zone",
]


class Order(OrderFacts):
    """An order, and the moves of its status, each of which is one compare-and-set."""

    class Meta(OrderFacts.Meta):
        abstract = False

    def available_statuses(self) -> tuple[str, ...]:
        """Called by Oscar for the statuses that staff may choose; Paid is never one, because only
        a payment sets it.
        """
        return statuses.STAFF_PIPELINE.get(self.status, ())

    def set_status(self, new_status: str) -> None:
        """Called by Oscar's EventHandler; raises InvalidOrderStatus.

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
        is_first = to == statuses.PAID and (old == statuses.PENDING or not self._has_been(to))
        self.status_changes.create(old_status=old, new_status=to)
        if is_first:
            self._settle()
        return True

    def _settle(self) -> None:
        """It is paid for the first time. A contribution has its receipt, and its giver bought nothing."""
        if self.is_free:
            return
        settle_vat(self)
        order_settled.send(sender=Order, order=self)
        if self.is_sale:
            transaction.on_commit(lambda: order_paid.send_robust(sender=Order, order=self), robust=True)

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


from oscar.apps.order.models import *  # noqa: E402, F403
