"""The basket's badge on pages that belong to one person, for browsers without scripts."""

from typing import Any

from django import template
from django.utils.functional import SimpleLazyObject, empty

from shop.basket import cookie

register = template.Library()


@register.simple_tag(takes_context=True)
def items_in_basket(context: dict[str, Any]) -> int:
    """How many items the visitor's basket holds; a page that never looked at it asks their cookie."""
    request = context.get("request")
    basket = getattr(request, "basket", None)
    if request is None or basket is None:
        return 0
    if isinstance(basket, SimpleLazyObject) and basket._wrapped is empty:
        return cookie.count_in(request)
    return int(basket.num_items) if basket.id else 0
