"""Packing slips as one PDF: a page for each parcel, and the same bytes each time."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from qrcode import QRCode
from qrcode.image.svg import SvgPathImage

from shop.mail.compose import identity
from shop.order.models import Order
from shop.pdf.render import STYLES, render

SHEET: Final = STYLES / "packing-slip-pdf.css"


def slips_pdf(orders: Sequence[Order]) -> bytes:
    """The slips of these orders, in this sequence. Raises `shop.pdf.render.NoRenderer`."""
    slips = [(order, qr_code(order.number)) for order in orders]
    html = render_to_string("backoffice/packing/slips.html", {"slips": slips} | identity())
    return render(html, sheets=[SHEET])


@cache
def qr_code(text: str) -> SafeString:
    """An SVG that a scanner reads as this text."""
    code = QRCode(border=0, image_factory=SvgPathImage)
    code.add_data(text)
    drawn: str = code.make_image().to_string(encoding="unicode")
    return mark_safe(drawn.replace(' id="qr-path"', ""))  # noqa: S308 -- made here out of an order number
