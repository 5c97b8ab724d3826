"""Which addresses of other sites the server may connect to."""

import socket
from typing import Any

import pytest

from guides.editorial.outside_links.public_address import NoSuchHost, NotPublic, target_of

PUBLIC = "93.184.215.14"


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What each host's name leads to."""
    known: dict[str, list[str]] = {"example.org": [PUBLIC]}

    def look_up(host: str, *_: Any, **__: Any) -> list[Any]:
        if host not in known:
            raise socket.gaierror
        return [(0, 0, 0, "", (ip, 0)) for ip in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


def test_the_ip_that_was_judged_is_the_one_to_connect_to(names: dict[str, list[str]]) -> None:
    target = target_of("https://example.org/a/?b=c#d")
    assert (target.ip, target.port, target.path) == (PUBLIC, 443, "/a/?b=c")


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104
        *("::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "224.0.0.1", "ff0e::1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::"),
    ],
)
def test_private_addresses_are_not_asked(names: dict[str, list[str]], ip: str) -> None:
    names["inside.example"] = [ip]
    with pytest.raises(NotPublic):
        target_of("https://inside.example/")


def test_one_private_address_among_public_ones_is_enough(names: dict[str, list[str]]) -> None:
    names["both.example"] = [PUBLIC, "10.0.0.1"]
    with pytest.raises(NotPublic):
        target_of("https://both.example/")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://example.org:8443/",
        "http://example.org:22/",
        "https://ada:secret@example.org/",
        "https://example.org:x/",
        "https://[::1",
    ],
)
def test_other_schemes_ports_and_users_are_not_asked(names: dict[str, list[str]], address: str) -> None:
    with pytest.raises(NotPublic):
        target_of(address)


def test_an_unknown_name_is_told_apart(names: dict[str, list[str]]) -> None:
    with pytest.raises(NoSuchHost):
        target_of("https://gone.example/")
