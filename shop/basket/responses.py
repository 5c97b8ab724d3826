"""Responses of the basket: a page, the part that our script replaces, or JSON for cached pages."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.basket import merging
from shop.basket.middleware import MERGED
from shop.basket.mini_basket import mini_basket
from shop.basket.page import Mistake, basket_page
from shop.basket.pricing import price
from shop.basket.request import StorefrontRequest
from shop.basket.services import Added
from shop.web.stripe_policy import with_express

TEMPLATE = "oscar/basket/basket.html"
MINI = "components/mini_basket.html"
UNDO = "basket_undo"


def wants_json(request: HttpRequest) -> bool:
    """Whether the script of a cached page asks: it needs a message, not a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def wants_part(request: HttpRequest) -> bool:
    """Whether the basket page's own script asks: it replaces one region of the page."""
    return request.headers.get("X-Part") == "basket"


def wants_mini_basket(request: HttpRequest) -> bool:
    """Whether the script of a cached page asks for the mini-basket instead of a message."""
    return request.headers.get("X-Part") == "mini-basket"


def render_mini_basket(request: StorefrontRequest, added: Added) -> HttpResponse:
    """The fragment that a page shows in a drawer after something was added."""
    price(basket=request.basket, user=request.user)
    return render(request, MINI, {"mini": mini_basket(basket=request.basket, added=added)})


def render_basket(
    request: StorefrontRequest,
    *,
    status: int = 200,
    mistakes: Mapping[int, Mistake] | None = None,
    **context: object,
) -> HttpResponse:
    """The basket page, or its `region` partial where the script asks for that."""
    page = basket_page(request.basket, mistakes)
    context |= {
        "page": page,
        "undo": request.session.pop(UNDO, None) if UNDO in request.session else None,
        "merged": _merged(request),
        "kept": merging.saved_lines(request.user) if request.user.is_authenticated else [],
    }
    if wants_part(request):  # the part shows what is wrong; a 4xx would make browsers log an error
        return render(request, f"{TEMPLATE}#region", context)
    response = render(request, TEMPLATE, context, status=status)
    return with_express(request, response, "basket") if page.lines or page.unavailable else response


def _merged(request: StorefrontRequest) -> int:
    held = request.session.get(MERGED)
    return merging.added_by(request.basket, held) if held and request.basket.id else 0


def render_changed(request: StorefrontRequest, text: str = "") -> HttpResponse:
    """Price the changed basket, then render its region for the script, or redirect any other request."""
    price(basket=request.basket, user=request.user)
    if wants_part(request):
        return render_basket(request, said=text)
    if text:
        messages.success(request, text)
    return redirect("basket:summary")
