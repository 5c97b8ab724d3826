"""Renders a free guide as a PDF, with the pictures of the CMS."""

from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.images import get_image_model

from guides.newsletter.absolute_links import absolute_links
from guides.newsletter.models import FreeGuide
from shop.mail.compose import identity
from shop.pdf.render import STYLES
from shop.pdf.render import render as render_pdf

SHEET = STYLES / "free-guide-pdf.css"


def render(guide: FreeGuide, **options: object) -> bytes:
    """The PDF as bytes; `options` are WeasyPrint's."""
    context = {"guide": guide, "steps": guide.numbered()} | identity()
    html = absolute_links(render_to_string("newsletter/pdf/guide.html", context))
    return render_pdf(html, sheets=[SHEET], places={"picture": _picture}, **options)


def publish(guide: FreeGuide) -> None:
    """Render the PDF of the published guide and replace the earlier file."""
    former = guide.pdf.name
    guide.pdf.save(f"{guide.slug}.pdf", ContentFile(render(guide)), save=False)
    FreeGuide.objects.filter(pk=guide.pk).update(pdf=guide.pdf.name, pdf_made_at=timezone.now())
    if former and former != guide.pdf.name:
        guide.pdf.storage.delete(former)


def _picture(pk: str) -> bytes:
    image = get_image_model().objects.filter(pk=int(pk)).first()
    if image is None:
        raise LookupError(pk)
    with image.get_rendition("width-1200|format-jpeg|jpegquality-78").file.open("rb") as source:
        data: bytes = source.read()
    return data
