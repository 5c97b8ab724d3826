"""The lines of an order as its page shows them."""

from dataclasses import dataclass
from decimal import Decimal

from shop.order import statuses
from shop.order.cancelled_pieces import cancelled_of
from shop.order.models import Line, LineBatch, Order
from shop.partner.vat import percent
from shop.payment.services import pieces_refunded_of


@dataclass(frozen=True)
class LineRow:
    """A line with the pieces sent, to send and refunded, and its price, or its value if it was given away.

    `cancelled` pieces are those that the buyer cancelled and nobody has settled yet.
    """

    line: Line
    sent: int
    to_send: int
    price: Decimal
    refunded: int
    cancelled: int

    @property
    def name(self) -> str:
        """“Everyday massage oil, 100 ml (PS-EMO-100)”, as it was sold."""
        return f"{self.line.title} ({self.line.partner_sku})" if self.line.partner_sku else self.line.title

    @property
    def rate(self) -> str:
        """“20” for 0.2000."""
        return percent(self.line.vat_rate)

    @property
    def batches(self) -> list[LineBatch]:
        """Those noted wrongly as well, which bear `corrected_at`."""
        return list(self.line.batches.all())


def lines_of(order: Order) -> list[LineRow]:
    """All lines, in the order in which they were bought."""
    refunded, cancelled = pieces_refunded_of(order.pk), cancelled_of(order).open
    lines = order.lines.order_by("pk").prefetch_related("batches__batch")
    return [_row(order, line, refunded.get(line.pk, 0), cancelled[line.pk]) for line in lines]


def _row(order: Order, line: Line, refunded: int, cancelled: int) -> LineRow:
    price = line.line_price_before_discounts_incl_tax if order.is_free else line.line_price_incl_tax
    if order.status in statuses.RECEIVED:
        return LineRow(line, line.quantity_not_withdrawn, 0, price, refunded, cancelled)
    to_send = 0 if order.status == statuses.CANCELLED else max(0, line.quantity_to_send - cancelled)
    return LineRow(line, line.quantity_sent, to_send, price, refunded, cancelled)
