"""What production must know of the proxy in front of it."""

from django.core.exceptions import ImproperlyConfigured


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
