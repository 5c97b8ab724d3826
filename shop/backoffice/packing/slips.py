"""Packing slips as one PDF: a page for each parcel, with embedded fonts and the same bytes each time."""

import hashlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from types import ModuleType
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from qrcode import QRCode
from qrcode.image.svg import SvgPathImage

from shop.mail.compose import identity
from shop.order.models import Order

STYLES: Final = settings.BASE_DIR / "static" / "css" / "packing-slip-pdf.css"
FONTS: Final = settings.BASE_DIR / "static" / "fonts"
INSTALL: Final = (
    "Debian and Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


class NoRenderer(RuntimeError):
    """A system library of WeasyPrint is missing; the text says how to install it."""


def slips_pdf(orders: Sequence[Order]) -> bytes:
    """The slips of these orders, in this sequence. Raises NoRenderer."""
    weasyprint = _weasyprint()
    slips = [(order, qr_code(order.number)) for order in orders]
    html = render_to_string("backoffice/packing/slips.html", {"slips": slips} | identity())
    files, fonts = _our_fonts(weasyprint), weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(string=STYLES.read_text(), base_url="slip:/", font_config=fonts, url_fetcher=files)
    document = weasyprint.HTML(string=html, base_url="slip:/", url_fetcher=files)
    # A made-up identifier would differ each time.
    key = hashlib.sha256(html.encode()).digest()[:16]
    made: bytes = document.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_identifier=key)
    return made


@cache
def qr_code(text: str) -> SafeString:
    """An SVG that a scanner reads as this text."""
    code = QRCode(border=0, image_factory=SvgPathImage)
    code.add_data(text)
    drawn: str = code.make_image().to_string(encoding="unicode")
    return mark_safe(drawn.replace(' id="qr-path"', ""))  # noqa: S308 -- made here out of an order number


def _weasyprint() -> ModuleType:
    try:
        import weasyprint
        import weasyprint.text.fonts
    except OSError as error:  # a library that the Python package loads is missing
        raise NoRenderer(f"{error}. {INSTALL}") from error
    return weasyprint


def _our_fonts(weasyprint: ModuleType) -> object:
    """A URL fetcher that knows our fonts and refuses everything else, including the network."""

    class OurFonts(weasyprint.urls.URLFetcher):  # type: ignore[name-defined]
        def fetch(self, url: str, headers: object = None) -> object:
            found = {f"slip:/{path.name}": path for path in FONTS.glob("*.woff2")}
            if url not in found:
                raise ValueError(f"not one of our files: {url}")
            return weasyprint.urls.URLFetcherResponse(url, BytesIO(found[url].read_bytes()))

    return OurFonts()
