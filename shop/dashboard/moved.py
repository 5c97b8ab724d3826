"""Old addresses of the dashboard whose screens stand in the office now."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

GONE = "This form has moved to /office/orders/. Nothing was changed."
SAFE = ("GET", "HEAD")


def moved(name: str, *kept: str) -> Callable[..., HttpResponse]:
    """A view that redirects to the URL of this name with the arguments in `kept`.

    An old form that is still open somewhere gets 410: it must not act under another right.
    """

    def view(request: HttpRequest, **given: str | int) -> HttpResponse:
        if request.method not in SAFE:
            return HttpResponseGone(GONE, content_type="text/plain; charset=utf-8")
        return redirect(reverse(name, kwargs={key: given[key] for key in kept}))

    return view


# Name of the old address, its path, name of the new one. Arguments have the same names.
OURS: Final = (
    ("order-email", "packing/<str:number>/email/", "change_email"),
    ("money-watch", "money/", "payments"),
    ("money", "money/<str:number>/", "order"),
    ("refund", "money/<str:number>/refund/<int:pk>/", "refund"),
    ("cancel-order", "money/<str:number>/cancel/", "cancel"),
    ("settle-order", "money/<str:number>/settle/", "settle"),
    ("settle-refund", "money/<str:number>/settle/<int:pk>/", "settle_refund"),
    ("look-again", "money/<str:number>/look/", "order"),
    ("accept-order", "money/<str:number>/accept/", "order"),
)


def _address(old: str, route: str, new: str) -> URLPattern:
    kept = [name for name in ("number", "pk") if f":{name}>" in route]
    return path(route, moved(f"office_orders:{new}", *kept), name=old)


PATTERNS: Final = [
    *(_address(*row) for row in OURS),
    path("money/warnings/<int:pk>/clear/", moved("office_orders:payments"), name="clear-warning"),
]
# Oscar's own addresses, by their names, which its menu and templates still look up.
OSCARS: Final = {
    "order-list": moved("office_orders:index"),
    "order-detail": moved("office_orders:order", "number"),
    "order-detail-note": moved("office_orders:order", "number"),
    "order-line-detail": moved("office_orders:order", "number"),
    "order-shipping-address": moved("office_orders:change_address", "number"),
}
