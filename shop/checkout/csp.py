"""The content security policy of the payment pages."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csp import csp_override

View = Callable[..., HttpResponseBase]


def takes_cards(view: View) -> View:
    """Let Stripe's own script and frames in where PAYMENTS is stripe; the simulated card is ours.

    A bank's page may open as a pop-up, which needs its opener.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if settings.PAYMENTS != "stripe":
            return view(request, *args, **kwargs)
        response = csp_override(settings.PAYMENT_CSP)(view)(request, *args, **kwargs)
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
        return response

    return wrapper
