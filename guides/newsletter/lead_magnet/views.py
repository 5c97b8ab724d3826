"""Pages behind the links to a free guide, and the click counter of newsletters."""

from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from guides.newsletter import tokens
from guides.newsletter.lead_magnet import guide_link
from guides.newsletter.lead_magnet.link_scanners import is_person
from guides.newsletter.link_pages import is_confirmed, link_page
from guides.newsletter.models import Newsletter
from guides.newsletter.tokens import BadToken, ExpiredToken


@link_page
def guide(request: HttpRequest, token: str) -> HttpResponse:
    """`/newsletter/guide/<token>/`: the guide; if the link is too old, a POST emails a new one."""
    try:
        found = guide_link.guide_of(token)
    except ExpiredToken as expired:
        return _too_old(request, expired)
    except BadToken:
        return render(request, "newsletter/bad_link.html", status=404)
    return render(
        request, "newsletter/guide.html", {"guide": found, "steps": found.numbered(), "token": token}
    )


def _too_old(request: HttpRequest, expired: ExpiredToken) -> HttpResponse:
    if is_confirmed(request):
        guide_link.send_again(*expired.payload)
        return render(request, "newsletter/guide_again.html")
    return render(request, "newsletter/guide_expired.html", status=410)


@link_page
def pdf(request: HttpRequest, token: str) -> HttpResponseBase:
    """`/newsletter/guide/<token>/guide.pdf`: the PDF, shown in the browser."""
    try:
        found = guide_link.guide_of(token)
    except ExpiredToken as expired:
        return _too_old(request, expired)
    except BadToken:
        return render(request, "newsletter/bad_link.html", status=404)
    if not found.pdf:
        raise Http404
    return FileResponse(found.pdf.open("rb"), content_type="application/pdf", filename=f"{found.slug}.pdf")


@link_page
def click(request: HttpRequest, token: str) -> HttpResponse:
    """`/newsletter/go/<token>/`: counts a click in a newsletter anonymously, and redirects."""
    try:
        newsletter, url = tokens.read(tokens.CLICK, token)
    except BadToken:
        return render(request, "newsletter/bad_link.html", status=404)
    if is_person(request):
        Newsletter.objects.filter(pk=newsletter).update(clicks=F("clicks") + 1)
    return redirect(url)
