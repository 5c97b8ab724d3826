"""Which colleague acts in this request, and from which network."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.http import HttpRequest, HttpResponse

from shop.accounts.back_office import is_back_office
from shop.accounts.models import User
from shop.web.client_ip import client_address

IPV4, IPV6 = 24, 48  # bits: the network that a provider gives to some hundred households


@dataclass(frozen=True)
class Acting:
    """A colleague, and the shortened address of their connection; empty where it has none."""

    user: User
    network: str


_acting: ContextVar[Acting | None] = ContextVar("acting", default=None)


def acting() -> Acting | None:
    """Who acts now; None outside the back office, as in tasks and in the shop."""
    return _acting.get()


@contextmanager
def acting_as(user: User) -> Iterator[None]:
    """Within a task: what it changes is logged as done by the colleague who began it."""
    token = _acting.set(Acting(user, ""))
    try:
        yield
    finally:
        _acting.reset(token)


def shortened(address: str) -> str:
    """“192.0.2.0/24” for 192.0.2.7: enough to see that it wasn't the shop's own line."""
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network((known, IPV4 if known.version == 4 else IPV6), strict=False))


class ActingStaff:
    """Makes the colleague known to the log while one of their requests to the back office is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_back_office(request.path) or not isinstance(request.user, User):
            return self.get_response(request)
        token = _acting.set(Acting(request.user, shortened(client_address(request))))
        try:
            return self.get_response(request)
        finally:
            _acting.reset(token)
