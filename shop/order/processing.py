"""Stock changes that follow an order's status: dispatch consumes allocations, cancelling releases them."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from oscar.apps.order import processing
from oscar.apps.order.exceptions import InvalidShippingEvent

from shop.accounts.models import User
from shop.order import statuses
from shop.order.batches import Packed
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.models import Order
from shop.partner.movements import Kind

MOVES = {
    statuses.DISPATCHED: statuses.LINE_DISPATCHED,
    statuses.CANCELLED: statuses.LINE_CANCELLED,
    statuses.WRITTEN_OFF: statuses.LINE_CANCELLED,
}
LEAVES = {statuses.DISPATCHED: Kind.SOLD, statuses.WRITTEN_OFF: Kind.WRITTEN_OFF}


class EventHandler(processing.EventHandler):
    """Called by the dashboard and our services. Oscar's changes the status and not the stock."""

    @transaction.atomic
    def handle_order_status_change(self, order: Order, new_status: str, note_msg: str | None = None) -> None:
        """Called by the dashboard for a whole order."""
        super().handle_order_status_change(order, new_status, note_msg)
        self.follow(order, new_status)

    def follow(
        self, order: Order, status: str, *, packed: Sequence[Packed] = (), by: User | None = None
    ) -> None:
        """Change stock and lines for a new status; `packed` says from which batches a parcel’s pieces are.

        It reads what is still allocated, so that a second call changes nothing.
        """
        if status not in MOVES:
            return
        lines = order.lines.select_related("stockrecord", "product").order_by("stockrecord_id")
        held = [line for line in lines if line.stockrecord and line.num_allocated]
        left = [line.num_allocated for line in held]
        if held and status == statuses.CANCELLED:
            self.cancel_stock_allocations(order, held, left)
        for line in held if status != statuses.CANCELLED else []:
            named = [(part.batch_id, part.quantity) for part in packed if part.line_id == line.pk]
            line.consume_allocation(line.num_allocated, batches=named, by=by, kind=LEAVES[status])
        order.lines.update(status=MOVES[status])

    @transaction.atomic
    def handle_shipping_event(
        self, order: Order, event_type: Any, lines: Any, line_quantities: Any, **kwargs: object
    ) -> Any:
        """Called when some lines are sent before the others."""
        if order.status != statuses.PAID or dispatch_hold_reason(order):
            raise InvalidShippingEvent(
                dispatch_hold_reason(order) or f"An order that is {order.status} can’t be sent"
            )
        event = super().handle_shipping_event(order, event_type, lines, line_quantities, **kwargs)
        self.consume_stock_allocations(order, lines, line_quantities)
        return event
