"""The content security policy of pages where somebody may pay."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csp import csp_override


def with_stripe[R: HttpResponseBase](request: HttpRequest, response: R) -> R:
    """Let Stripe's own script and frames into a page where PAYMENTS is stripe; the simulator is ours.

    A bank's or a wallet's page may open as a pop-up, which needs its opener.
    """
    if settings.PAYMENTS == "stripe":
        csp_override(settings.PAYMENT_CSP)(lambda _: response)(request)
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
    return response


def with_express[R: HttpResponseBase](request: HttpRequest, response: R, page: str) -> R:
    """The same for a page with express checkout: product, basket or checkout, if the setting names it."""
    return with_stripe(request, response) if page in settings.EXPRESS_CHECKOUT_PAGES else response
