"""Tells `manage.py doctor`, and nobody else, which address the shop counts a request under.

The doctor sends a health check with a forged address through the proxy. A proxy that lets it pass would
let strangers use up the tries of others.
"""

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponseBase

from shop.web.client_ip import client_address

ASKED, TOLD = "X-Doctor", "X-Doctor-Address"
SALT = "shop.web.proxy_probe"
SECONDS = 60


def question() -> str:
    """The value of the header that asks; nobody without SECRET_KEY can make one."""
    return TimestampSigner(salt=SALT).sign("address")


def answer(request: HttpRequest, response: HttpResponseBase) -> None:
    """Add the address to the response if the doctor asks."""
    asked = request.headers.get(ASKED)
    if asked and _is_ours(asked):
        response.headers[TOLD] = client_address(request)


def _is_ours(asked: str) -> bool:
    try:
        TimestampSigner(salt=SALT).unsign(asked, max_age=SECONDS)
    except BadSignature:
        return False
    return True
