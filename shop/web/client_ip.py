"""Who is asking, as far as limits need to know: keyed hashes, never the address itself."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from shop.payment.services import ClientKeys


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


def client_keys(request: HttpRequest) -> ClientKeys:
    """The hashes by which refused cards are counted; what is unknown counts for nobody."""
    return ClientKeys(
        _hash("address", client_network(request)), _hash("session", request.session.session_key or "")
    )


def _hash(kind: str, value: str) -> str:
    return salted_hmac(f"shop.visitor.{kind}", value, algorithm="sha256").hexdigest() if value else ""
