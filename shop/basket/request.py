"""Requests as the middlewares of the shop leave them."""

from typing import Any

from django.http import HttpRequest

from shop.basket.models import Basket


class StorefrontRequest(HttpRequest):
    """A request with the visitor's basket and pricing strategy."""

    basket: Basket
    basket_hash: str | None
    strategy: Any
    cookies_to_delete: list[str]
    _basket_cache: Basket | None  # Oscar's name


def unpriced_basket(request: StorefrontRequest) -> Basket:
    """The visitor's basket without offers, for a step that shows no price; `request.basket` prices it."""
    str(request.basket_hash)  # Oscar's middleware reads the basket for it
    basket = request._basket_cache
    if basket is None:
        raise RuntimeError("Oscar’s middleware has read no basket")
    basket.strategy = request.strategy
    return basket
