"""Tells private pages of orders that wait to be paid."""

from typing import Any

from django import template
from django.template import Context

from shop.checkout.unpaid_orders import unpaid_of

register = template.Library()


@register.inclusion_tag("components/unpaid_orders.html", takes_context=True)
def unpaid_orders(context: Context) -> dict[str, Any]:
    """A notice for each, with a way to pay it and a way to have it back as a basket."""
    request = context["request"]
    return {"orders": unpaid_of(request), "csrf_token": context.get("csrf_token")}
