"""SHOP_URL's name leads to a machine, and the shop answers there through its proxy."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.request import urlopen

from django.conf import settings

from shop.deployment.findings import Finding, ok, unknown, wrong

TIMEOUT = 10


def check() -> Iterator[Finding]:
    """The name, then the answer; the second says nothing new while the first is wrong."""
    host = str(urlsplit(settings.SHOP_URL).hostname)
    try:
        found = {str(place[4][0]) for place in socket.getaddrinfo(host, None)}
    except OSError as error:
        yield wrong(
            f"{host} leads nowhere: {error}", "Add A and AAAA records at your registrar; they take an hour"
        )
        return
    yield ok(f"{host} leads to {', '.join(sorted(found))}")
    yield _answers()
    yield _client_address()


def _answers() -> Finding:
    """A redirect that never ends means that the proxy doesn't set X-Forwarded-Proto."""
    address = f"{settings.SHOP_URL}/basket/"
    try:
        with urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310 -- http or https, which the settings check
            return ok(f"{address} answers {answer.status}")
    except OSError as error:
        advice = "Proxy and web server run? It sets Host and X-Forwarded-Proto as deploy/nginx.conf does?"
        return wrong(f"{address}: {error}", advice)


def _client_address() -> Finding:
    if not settings.CLIENT_IP_HEADER:
        return unknown(
            "CLIENT_IP_HEADER is none: right only where visitors reach the shop without a proxy",
            "Behind a proxy all visitors would share one limit: set it to X-Real-IP",
        )
    return unknown(
        f"Whether your proxy overwrites {settings.CLIENT_IP_HEADER}",
        "deploy/nginx.conf and deploy/Caddyfile do; another proxy must replace what visitors send",
    )
