"""What production must know of the proxy in front of it."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host


def check_address(shop_url: str, hosts: list[str]) -> str:
    """SHOP_URL without a slash at its end; raises unless it is an address at which the shop answers."""
    parts = urlsplit(shop_url.rstrip("/"))
    if "*" in hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS must list the shop’s own names, not *: links in emails would lead to any name "
            "that a stranger sends"
        )
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"SHOP_URL must be an address such as https://shop.example, not {shop_url}"
        )
    if not validate_host(parts.hostname, hosts):
        raise ImproperlyConfigured(
            f"SHOP_URL is {shop_url}, but ALLOWED_HOSTS has only {', '.join(hosts)}: the shop would refuse "
            "its own address"
        )
    return parts.geturl()


def client_ip_header(given: str) -> str:
    """The header in which a proxy writes the visitor's address, or "" for `none`: there is no proxy."""
    if given.lower() == "none":
        return ""
    if not given:
        raise ImproperlyConfigured(
            "CLIENT_IP_HEADER must name the header in which your proxy writes the visitor’s address "
            "(X-Real-IP with the files in deploy/), or be none where visitors reach the shop without a proxy"
        )
    return given
