"""The page that explains page view counts, with the opt-out, and the endpoint that counts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from guides.editorial.analytics.page_views import count
from shop.caching.decorators import public_page
from shop.web.same_origin import same_origin_post

LONGEST_ID = 9


@require_GET
@public_page()
def about(request: HttpRequest) -> HttpResponse:
    """`/counting/`: the same for everyone; the opt-out is stored in the reader's browser."""
    return render(request, "desk/counting.html")


@same_origin_post
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """`POST /counting/seen/`: reads two page ids and nothing about the visitor."""
    guide, before = _number(request.POST.get("guide", "")), _number(request.POST.get("before", ""))
    if guide is None or not count(guide_id=guide, came_from=before, today=timezone.localdate()):
        return HttpResponse(status=404)
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else None
