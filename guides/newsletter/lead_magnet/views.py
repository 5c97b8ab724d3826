"""Pages behind the links to a free guide, and the click counter of newsletters."""

from collections.abc import Callable
from functools import wraps

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from guides.newsletter import tokens
from guides.newsletter.lead_magnet import guide_link
from guides.newsletter.lead_magnet.link_scanners import is_person
from guides.newsletter.lead_magnet.openings import note_opening
from guides.newsletter.lead_magnet.printables import Printable
from guides.newsletter.link_pages import View, is_confirmed, link_page
from guides.newsletter.models import FreeGuide
from guides.newsletter.models.sending import count_click
from guides.newsletter.tokens import BadToken, ExpiredToken


def _guide_link(show: Callable[[HttpRequest, FreeGuide | Printable, str], HttpResponseBase]) -> View:
    """Open the guide of a link for a view; if the link is too old, a POST emails a new one."""

    @link_page
    @wraps(show)
    def view(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            found = guide_link.guide_of(token)
        except ExpiredToken as expired:
            return _too_old(request, expired)
        except BadToken:
            return render(request, "newsletter/bad_link.html", status=404)
        if is_person(request):
            note_opening(token=token)
        return show(request, found, token)

    return view


def _too_old(request: HttpRequest, expired: ExpiredToken) -> HttpResponse:
    if is_confirmed(request):
        guide_link.send_again(*expired.payload)
        return render(request, "newsletter/guide_again.html")
    return render(request, "newsletter/guide_expired.html", status=410)


@_guide_link
def guide(request: HttpRequest, found: FreeGuide | Printable, token: str) -> HttpResponse:
    """`/newsletter/guide/<token>/`: the guide, or the page with the file of one."""
    if isinstance(found, Printable):
        return render(request, "newsletter/printable.html", {"file": found, "token": token})
    return render(
        request, "newsletter/guide.html", {"guide": found, "steps": found.numbered(), "token": token}
    )


@_guide_link
def pdf(request: HttpRequest, found: FreeGuide | Printable, token: str) -> HttpResponseBase:
    """`/newsletter/guide/<token>/guide.pdf`: the PDF, shown in the browser; a file is downloaded."""
    if isinstance(found, Printable):
        file = found.document
        return FileResponse(file.file.open("rb"), as_attachment=True, filename=file.filename)
    if not found.pdf:
        raise Http404
    return FileResponse(found.pdf.open("rb"), content_type="application/pdf", filename=f"{found.slug}.pdf")


@link_page
def click(request: HttpRequest, token: str) -> HttpResponse:
    """`/newsletter/go/<token>/`: counts a click in a newsletter anonymously, and redirects."""
    try:
        newsletter, url, *subject = tokens.read(tokens.CLICK, token)
    except BadToken:
        return render(request, "newsletter/bad_link.html", status=404)
    if is_person(request):
        count_click(newsletter, url, *subject)
    return redirect(url)
