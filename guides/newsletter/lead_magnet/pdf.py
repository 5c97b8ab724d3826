"""The free guide as a PDF: designed, tagged for screen readers, made from our own files only."""

from collections.abc import Callable
from io import BytesIO
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
# WeasyPrint finds these through the system; Debian's packages have them.
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class NoRenderer(RuntimeError):
    """A system library that WeasyPrint needs is missing; the text says how to get it."""


def render(guide: FreeGuide, **options: Any) -> bytes:
    """The bytes of the PDF; PDF/UA-1, so that headings, order and picture texts are in it."""
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
    """Make the PDF of what is live now and put it in the place of the former one."""
    former = guide.pdf.name
    guide.pdf.save(f"{guide.slug}.pdf", ContentFile(render(guide)), save=False)
    FreeGuide.objects.filter(pk=guide.pk).update(pdf=guide.pdf.name, pdf_made_at=timezone.now())
    if former and former != guide.pdf.name:
        guide.pdf.storage.delete(former)


def missing_library() -> str:
    """What to install where the renderer can't start; empty where it can."""
    try:
        _weasyprint()
    except NoRenderer as error:
        return str(error)
    return ""


def _weasyprint() -> Any:
    try:
        import weasyprint
        import weasyprint.text.fonts
    except OSError as error:  # the Python part is there, a library it loads is not
        raise NoRenderer(f"{error}. Debian and Ubuntu: sudo apt-get install {LIBRARIES}") from error
    return weasyprint


def _fetcher(weasyprint: Any) -> Any:
    """Opens our fonts and pictures by name and refuses everything else: a guide can't reach the network."""
    places: dict[str, Callable[[str], bytes]] = {"font": _font, "picture": _picture}

    class OurFiles(weasyprint.urls.URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
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
