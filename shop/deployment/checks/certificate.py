"""Checks that the TLS certificate is valid, and for some time to come."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from shop.deployment.findings import Finding, ok, wrong

TIMEOUT = 10
FEW_DAYS = 14  # certbot and Caddy renew a month before


def check() -> Iterator[Finding]:
    """As a browser would look at it."""
    address = urlsplit(settings.SHOP_URL)
    if address.scheme != "https":
        yield wrong("SHOP_URL isn’t https", "Let the proxy end TLS and set SHOP_URL=https://…")
        return
    try:
        yield _judge(_expiry(str(address.hostname), address.port or 443))
    except OSError as error:
        yield wrong(
            f"No certificate that browsers accept: {error}",
            "Look at the proxy’s log: it fetches certificates",
        )


def _judge(expires: datetime) -> Finding:
    days = (expires - timezone.now()).days
    if days < FEW_DAYS:
        return wrong(
            f"The certificate ends in {days} days", "Renewing fails: look at the log of certbot or Caddy"
        )
    return ok(f"The certificate is valid for {days} days")


def _expiry(host: str, port: int) -> datetime:
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), TIMEOUT) as plain,
        context.wrap_socket(plain, server_hostname=host) as secure,
    ):
        shown = secure.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)
