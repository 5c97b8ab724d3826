"""Checks that SHOP_URL's name leads to a machine, and that the shop answers there through its proxy."""

import socket
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

from shop.deployment.findings import Finding, ok, unknown, wrong
from shop.web.proxy_probe import ASKED, TOLD, question

TIMEOUT = 10
FORGED = "203.0.113.7"  # of a block that nobody has (RFC 5737)


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
    """A forged address, sent through the proxy, must not be the one that the shop counts."""
    forged = {settings.CLIENT_IP_HEADER or "X-Real-IP": FORGED, "X-Forwarded-For": FORGED}
    asked = Request(f"{settings.SHOP_URL}/livez", headers={**forged, ASKED: question()})  # noqa: S310 -- as above
    try:
        with urlopen(asked, timeout=TIMEOUT) as answer:  # noqa: S310
            return _judge(answer.headers.get(TOLD))
    except OSError as error:
        return unknown(f"Which address visitors are counted under: {error}")


def _judge(counted: str | None) -> Finding:
    header = settings.CLIENT_IP_HEADER
    if counted is None:
        return unknown("Which address visitors are counted under: another shop or an old version answered")
    if counted == FORGED:
        return wrong(
            f"Visitors write {header} themselves, so anybody can use up the tries of others",
            f"Let the proxy overwrite {header}, as deploy/nginx.conf and deploy/Caddyfile do",
        )
    if not counted or (not header and ip_address(counted).is_loopback):
        return wrong(
            "All visitors are counted under one address, so one stranger can stop everybody",
            "Let the proxy write X-Real-IP, and set CLIENT_IP_HEADER=X-Real-IP",
        )
    return ok(f"Visitors are counted under their own address, this machine under {counted}")
