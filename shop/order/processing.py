"""Stock changes that follow an order: a parcel consumes allocations, cancelling releases them."""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from django.db import transaction
from oscar.apps.order import processing
from oscar.apps.order.exceptions import InvalidShippingEvent

from shop.accounts.models import User
from shop.order import statuses
from shop.order.batches import Packed
from shop.order.models import Line, Order
from shop.partner.movements import Kind

ENDS = {statuses.CANCELLED, statuses.WRITTEN_OFF}


class EventHandler(processing.EventHandler):
    """Called by our services. Oscar's changes the status and not the stock."""

    @transaction.atomic
    def handle_order_status_change(self, order: Order, new_status: str, note_msg: str | None = None) -> None:
        """Called for a whole order."""
        super().handle_order_status_change(order, new_status, note_msg)
        self.follow(order, new_status)

    def follow(self, order: Order, status: str) -> None:
        """Release or write off what a cancelled order holds.

        It reads what is still allocated, so that a second call changes nothing.
        """
        if status not in ENDS:
            return
        held = [line for line in self._lines(order) if line.stockrecord and line.num_allocated]
        if held and status == statuses.CANCELLED:
            self.cancel_stock_allocations(order, held, [line.num_allocated for line in held])
        for line in held if status == statuses.WRITTEN_OFF else []:
            line.consume_allocation(line.num_allocated, kind=Kind.WRITTEN_OFF)
        order.lines.update(status=statuses.LINE_CANCELLED)

    def send(
        self, order: Order, pieces: Mapping[int, int], *, packed: Sequence[Packed], by: User | None
    ) -> None:
        """Take the pieces of a parcel, by line, from the shelf; `packed` says from which batches.

        Of a line that is sent to the end all that is still promised goes.
        """
        for line in self._lines(order):
            sent = pieces.get(line.pk, 0)
            if not line.stockrecord or not line.num_allocated or not sent:
                continue
            named = [(part.batch_id, part.quantity) for part in packed if part.line_id == line.pk]
            taken = line.num_allocated if sent == line.quantity_to_send else sent
            line.consume_allocation(taken, batches=named, by=by)

    @staticmethod
    def _lines(order: Order) -> list[Line]:
        """In the order in which placing locks stock records."""
        return list(order.lines.select_related("stockrecord", "product").order_by("stockrecord_id"))

    def handle_shipping_event(
        self, order: Order, event_type: Any, lines: Any, line_quantities: Any, **kwargs: object
    ) -> NoReturn:
        """Oscar's way to send some lines before the others knows neither parcels nor batches."""
        raise InvalidShippingEvent("Send a part of an order in the office.")
