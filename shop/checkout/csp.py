"""The content security policy of the payment pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from shop.web.stripe_policy import with_stripe

View = Callable[..., HttpResponseBase]


def takes_cards(view: View) -> View:
    """Let Stripe's own script and frames into the page of a view."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return with_stripe(request, view(request, *args, **kwargs))

    return wrapper
