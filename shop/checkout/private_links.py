"""Views whose address carries a signed token and that work without a session."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from shop.checkout.unpaid_orders import unpaid_of, update_cookie
from shop.web.signed_links import with_private_referrer

View = Callable[[HttpRequest, str], HttpResponseBase]


def private_link(view: View) -> View:
    """Forbid caching, hide the address from other sites, and update the cookie of unpaid orders."""

    @wraps(view)
    def wrapper(request: HttpRequest, token: str) -> HttpResponseBase:
        response = with_private_referrer(view(request, token))
        update_cookie(request, response, unpaid_of(request))
        return response

    return never_cache(wrapper)
