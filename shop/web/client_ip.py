"""The client's IP address, and the network that rate limits count."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address: the connection's, or what the shop's own proxy says in CLIENT_IP_HEADER."""
    header = settings.CLIENT_IP_HEADER
    given = request.headers.get(header, "") if header else request.META.get("REMOTE_ADDR", "")
    return str(given).rpartition(",")[2].strip()


def client_network(request: HttpRequest) -> str:
    """What limits count: the address, of IPv6 its /64, since one household has a whole one to itself."""
    given = client_address(request)
    try:
        found = ip_address(given)
    except ValueError:
        return given
    return str(IPv6Network((int(found), 64), strict=False)) if isinstance(found, IPv6Address) else given
