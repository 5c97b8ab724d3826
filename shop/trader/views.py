"""`/brand/…`: the style sheet and the logo of one version. What an address gives never changes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from shop.trader.appearance import Brand, Logo
from shop.trader.palette import style_sheet

YEAR = 31_536_000  # seconds


@require_safe
def colours(request: HttpRequest, turn: int) -> HttpResponse:
    """`/brand/<turn>.css`"""
    row = Brand.objects.filter(turn=turn).first()
    if row is None:
        raise Http404
    return _lasting(HttpResponse(style_sheet(row.light, row.dark), content_type="text/css; charset=utf-8"))


@require_safe
def logo(request: HttpRequest, pk: int) -> HttpResponse:
    """`/brand/logo-<pk>.png`"""
    row = Logo.objects.filter(pk=pk).first()
    if row is None:
        raise Http404
    return _lasting(HttpResponse(bytes(row.content), content_type="image/png"))


def _lasting(answer: HttpResponse) -> HttpResponse:
    patch_cache_control(answer, public=True, max_age=YEAR, immutable=True)
    return answer
