"""The readable cookie that tells cached pages how full the basket is: `<count>.<pence>`."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty

NAME = "shop_basket"


def value_for(basket: Any) -> str:
    """Nothing for an empty or closed basket."""
    if not basket.id or basket.status != "Open" or not basket.num_items:
        return ""
    return f"{basket.num_items}.{int(basket.total_incl_tax * Decimal(100))}"


class BasketCookieMiddleware:
    """Keeps the cookie in step wherever a request looked at its basket; public pages never do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        basket = getattr(request, "basket", None)
        if isinstance(basket, SimpleLazyObject) and basket._wrapped is empty:
            return response
        if basket is not None:
            self.update(request, response, value_for(basket))
        return response

    def update(self, request: HttpRequest, response: HttpResponse, value: str) -> None:
        """Set, change or drop the cookie, and leave the response alone when it is right already."""
        if request.COOKIES.get(NAME, "") == value:
            return
        if not value:
            response.delete_cookie(NAME, samesite="Lax")
            return
        response.set_cookie(
            NAME,
            value,
            max_age=settings.OSCAR_BASKET_COOKIE_LIFETIME,
            secure=settings.SECURE_COOKIES,
            samesite="Lax",
        )
