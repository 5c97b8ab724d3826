"""Pages of the guides that aren't in the page tree."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Page

from guides.listing.page_context import PER_PAGE
from guides.listing.snapshot import current_guides
from guides.listing.technique_table import table
from guides.listing.topics import by_kind, fitting_products
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
@public_page()
def people(request: HttpRequest) -> HttpResponse:
    """`/guides/people/`: authors and reviewers."""
    profiles = sorted(current_guides().profiles.values(), key=lambda profile: profile.name)
    return render(request, "guides/people.html", {"profiles": profiles})


@require_safe
@public_page()
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """`/guides/people/<slug>/`: only people with a biography and a published guide."""
    profile = current_guides().profiles_by_slug.get(slug)
    if profile is None:
        raise Http404
    return render(request, "guides/person.html", {"profile": profile})


@require_safe
@public_page()
def topics(request: HttpRequest) -> HttpResponse:
    """`/guides/topics/`: the topics that have a guide, by kind."""
    hubs = [hub for hub in current_guides().hubs.values() if hub.guides]
    return render(request, "guides/topics.html", {"kinds": by_kind(hubs)})


@require_safe
@public_page(params=("page",))
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """`/guides/topics/<slug>/?page=`: a topic with its guides, techniques and products."""
    hub = current_guides().hubs.get(slug)
    if hub is None:
        raise Http404
    listed = Paginator(hub.guides, PER_PAGE).get_page(request.GET.get("page"))
    context = {"hub": hub, "listed": listed, "items": fitting_products(hub)}
    return render(request, "guides/topic.html", context)


@require_safe
@cache_control(public=True, no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """`/guides/worker.js`: a service worker's scope is the path below its own URL."""
    source = (settings.BASE_DIR / "static" / "js" / "massage-worker.js").read_text(encoding="utf-8")
    return HttpResponse(source, content_type="text/javascript")
