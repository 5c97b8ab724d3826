"""`/newsletter/archive/`: newsletters that were sent and that marketers show to everybody."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guides.newsletter.sending import archive
from shop.caching.decorators import public_page

A_PAGE = 20


@require_safe
@public_page(params=["page"])
def overview(request: HttpRequest) -> HttpResponse:
    """The list, the newest first."""
    page = Paginator(archive.archived(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "newsletter/archive.html", {"page": page})


@require_safe
@public_page()
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One newsletter. The web page has the shop’s own style and nothing of any recipient."""
    found = archive.readable(pk)
    if found is None:
        raise Http404
    return render(request, "newsletter/archived.html", {"newsletter": found})
