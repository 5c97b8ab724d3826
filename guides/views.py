"""Pages of the guides that aren't in the page tree."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from guides.listing.snapshot import current_guides
from guides.listing.technique_table import table
from guides.page import social_image
from shop.caching.decorators import public_page


@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def social_picture(request: HttpRequest, pk: int, key: str) -> FileResponse:
    """`/guides/social/<page>-<key>.jpg`. Only the page's current key is valid."""
    page = Page.objects.live().public().filter(pk=pk).first()
    if page is None or social_image.key_of(page := page.specific) != key:
        raise Http404
    return FileResponse(social_image.picture_of(page), content_type="image/jpeg")


@require_safe
@public_page(params=("area", "age"))
def techniques(request: HttpRequest) -> HttpResponse:
    """`/guides/techniques/?area=&age=`"""
    found = table(library=current_guides(), asked=request.GET)
    return render(request, "guides/techniques.html", {"table": found})


@require_safe
@cache_control(public=True, no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """`/guides/worker.js`: a service worker's scope is the path below its own URL."""
    source = (settings.BASE_DIR / "static" / "js" / "massage-worker.js").read_text(encoding="utf-8")
    return HttpResponse(source, content_type="text/javascript")
