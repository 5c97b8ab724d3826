"""Refuses addresses inside the network: a link in a text mustn't make the server call its neighbours."""

import socket
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}
PUBLIC_IPV6 = IPv6Network("2000::/3")  # mapped and translated IPv4 addresses lie outside of it
# 6to4 and Teredo hold an IPv4 address, which may be a private one.
TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))


class NotPublic(Exception):
    """The address has another scheme or port, names a user, or leads to a private network."""


class NoSuchHost(Exception):
    """The host's name isn't known."""


@dataclass(frozen=True)
class Target:
    """A host with the IP address to connect to, and the path to ask for."""

    scheme: str
    host: str
    ip: str
    path: str

    @property
    def port(self) -> int:
        return PORTS[self.scheme]


def target_of(address: str) -> Target:
    """Look a host up once: the IP that was judged is the one to connect to. Raises NotPublic, NoSuchHost."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotPublic from None
    if parts.scheme not in PORTS or parts.username is not None or port not in {None, PORTS[parts.scheme]}:
        raise NotPublic
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return Target(parts.scheme, host, _public_ip(host), path)


def _public_ip(host: str) -> str:
    found = _looked_up(host)
    if not all(_is_public(ip) for ip in found):
        raise NotPublic
    return found[0]


def _looked_up(host: str) -> list[str]:
    try:
        return [str(place[4][0]) for place in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise NoSuchHost from None


def _is_public(ip: str) -> bool:
    address = ip_address(ip)
    if isinstance(address, IPv6Address) and (
        address not in PUBLIC_IPV6 or any(address in one for one in TUNNELS)
    ):
        return False
    return address.is_global and not address.is_multicast
