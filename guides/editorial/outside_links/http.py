"""The one place where the check of links leaves the machine; tests replace `ask`."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from threading import Timer
from time import monotonic
from urllib.parse import quote

from guides.editorial.outside_links.public_address import Target

SECONDS = 5  # to connect, and between two parts of the answer
ROBOT = "Mozilla/5.0 (compatible; PlainsongLinkCheck/1.0)"


class NoAnswer(Exception):
    """The site can't be reached, takes too long, or what it sends isn't HTTP."""


def ask(method: str, target: Target, *, ends: float) -> tuple[int, str]:
    """Status and Location. The body isn't read, redirects aren't followed.

    Raises NoAnswer, also at the moment `ends` of the monotonic clock.
    """
    connection = HTTPConnection(target.host, target.port)
    try:
        plain = socket.create_connection((target.ip, target.port), timeout=min(SECONDS, _left(ends)))
        connection.sock = _secured(plain, target)
        with _cut_off(connection.sock, _left(ends)):
            return _answer(connection, method, target)
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(type(error).__name__) from None
    finally:
        connection.close()


def _left(ends: float) -> float:
    left = ends - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _answer(connection: HTTPConnection, method: str, target: Target) -> tuple[int, str]:
    if isinstance(connection.sock, ssl.SSLSocket):
        connection.sock.do_handshake()
    path = quote(target.path, safe="/?&=%:;,@!$'()*+~#[]")
    connection.request(method, path, headers={"User-Agent": ROBOT, "Accept": "*/*"})
    answer = connection.getresponse()
    return answer.status, answer.headers.get("Location", "")


def _secured(plain: socket.socket, target: Target) -> socket.socket:
    """Ready for the handshake, which waits until somebody looks at the clock."""
    if target.scheme == "http":
        return plain
    try:
        context = ssl.create_default_context()
        return context.wrap_socket(plain, server_hostname=target.host, do_handshake_on_connect=False)
    except BaseException:
        plain.close()
        raise


@contextmanager
def _cut_off(sock: socket.socket, seconds: float) -> Iterator[None]:
    """End the connection after that time: a site that sends a letter a second never meets a timeout."""
    timer = Timer(seconds, _shut, [sock])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):
        # The plain socket's own: an encrypted one would first wait for the site to say goodbye.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
