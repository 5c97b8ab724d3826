"""Packing slips as one PDF: a page for each parcel, and the same bytes each time."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from qrcode import QRCode
from qrcode.image.svg import SvgPathImage

from shop.mail.compose import identity
from shop.order import statuses
from shop.order.models import Line, Order
from shop.pdf.render import STYLES, render

SHEET: Final = STYLES / "packing-slip-pdf.css"


def slips_pdf(orders: Sequence[Order]) -> bytes:
    """The slips of these orders, in this sequence. Raises `shop.pdf.render.PdfError`."""
    return render(slips_html(orders), sheets=[SHEET])


def slips_html(orders: Sequence[Order]) -> str:
    """A section for each parcel."""
    slips = [(order, qr_code(order.number), pieces) for order in orders for pieces in _parcels(order)]
    return render_to_string("backoffice/packing/slips.html", {"slips": slips} | identity())


def _parcels(order: Order) -> list[list[tuple[Line, int]]]:
    """What is in the next parcel of the order; of one that was sent, what was in each."""
    lines = list(order.lines.all())
    sent = [] if order.status == statuses.PAID else _sent(order)
    if sent:
        return [[(line, parcel[line.pk]) for line in lines if line.pk in parcel] for parcel in sent]
    return [[(line, line.quantity_to_send) for line in lines if line.quantity_to_send]]


def _sent(order: Order) -> list[dict[int, int]]:
    return [{row.line_id: row.quantity for row in parcel.lines.all()} for parcel in order.standing_parcels]


@cache
def qr_code(text: str) -> SafeString:
    """An SVG that a scanner reads as this text."""
    code = QRCode(border=0, image_factory=SvgPathImage)
    code.add_data(text)
    drawn: str = code.make_image().to_string(encoding="unicode")
    return mark_safe(drawn.replace(' id="qr-path"', ""))  # noqa: S308 -- made here out of an order number
