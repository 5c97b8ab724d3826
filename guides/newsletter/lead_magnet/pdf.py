"""Renders a free guide as a PDF, tagged for screen readers, from local files only."""

from collections.abc import Callable
from io import BytesIO
from types import ModuleType
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.images import get_image_model

from guides.newsletter.absolute_links import absolute_links
from guides.newsletter.models import FreeGuide
from shop.mail.compose import identity

STYLES = settings.BASE_DIR / "static" / "css" / "free-guide-pdf.css"
FONTS = settings.BASE_DIR / "static" / "fonts"
# System libraries that WeasyPrint loads, by the names of Debian's packages.
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class NoRenderer(RuntimeError):
    """A system library of WeasyPrint is missing; the message says how to install it."""


def render(guide: FreeGuide, **options: object) -> bytes:
    """The PDF as bytes, in PDF/UA-1, which includes headings, reading order and alternative texts."""
    weasyprint = _weasyprint()
    context = {"guide": guide, "steps": guide.numbered()} | identity()
    html = absolute_links(render_to_string("newsletter/pdf/guide.html", context))
    document = weasyprint.HTML(string=html, base_url="guide:/", url_fetcher=_fetcher(weasyprint))
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(
        string=STYLES.read_text(), base_url="guide:/", font_config=fonts, url_fetcher=_fetcher(weasyprint)
    )
    made: bytes = document.write_pdf(
        stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", **options
    )
    return made


def publish(guide: FreeGuide) -> None:
    """Render the PDF of the published guide and replace the earlier file."""
    former = guide.pdf.name
    guide.pdf.save(f"{guide.slug}.pdf", ContentFile(render(guide)), save=False)
    FreeGuide.objects.filter(pk=guide.pk).update(pdf=guide.pdf.name, pdf_made_at=timezone.now())
    if former and former != guide.pdf.name:
        guide.pdf.storage.delete(former)


def missing_library() -> str:
    """How to install the missing library; empty if none is missing."""
    try:
        _weasyprint()
    except NoRenderer as error:
        return str(error)
    return ""


def _weasyprint() -> ModuleType:
    try:
        import weasyprint
        import weasyprint.text.fonts
    except OSError as error:  # a library that the Python package loads is missing
        raise NoRenderer(f"{error}. Debian and Ubuntu: sudo apt-get install {LIBRARIES}") from error
    return weasyprint


def _fetcher(weasyprint: Any) -> Any:
    """A URL fetcher for our fonts and pictures that refuses everything else, including the network."""
    places: dict[str, Callable[[str], bytes]] = {"font": _font, "picture": _picture}

    class OurFiles(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: object = None) -> Any:
            _, _, path = url.partition("guide:/")
            kind, _, name = path.lstrip("/").partition("/")
            if kind not in places:
                raise ValueError(f"not one of our files: {url}")
            return weasyprint.urls.URLFetcherResponse(url, BytesIO(places[kind](name)))

    return OurFiles()


def _font(name: str) -> bytes:
    found = {path.name: path for path in FONTS.glob("*.woff2")}
    return found[name].read_bytes()


def _picture(pk: str) -> bytes:
    image = get_image_model().objects.get(pk=int(pk))
    with image.get_rendition("width-1200|format-jpeg|jpegquality-78").file.open("rb") as source:
        data: bytes = source.read()
    return data
