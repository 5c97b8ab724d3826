"""Requests as the middlewares of the shop leave them."""

from typing import Any

from django.http import HttpRequest

from shop.basket.models import Basket


class StorefrontRequest(HttpRequest):
    """A request with the visitor's basket and pricing strategy."""

    basket: Basket
    strategy: Any
    cookies_to_delete: list[str]
    _basket_cache: Basket | None  # Oscar's name
