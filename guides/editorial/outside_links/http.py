"""The one place where the check of links leaves the machine; tests replace `ask`."""

import socket
import ssl
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote

from guides.editorial.outside_links.public_address import Target

SECONDS = 5  # to connect, and between two parts of the answer
ROBOT = "Mozilla/5.0 (compatible; PlainsongLinkCheck/1.0)"


class NoAnswer(Exception):
    """The site can't be reached, or what it sends isn't HTTP."""


def ask(method: str, target: Target) -> tuple[int, str]:
    """Status and Location. The body isn't read, redirects aren't followed. Raises NoAnswer."""
    connection = HTTPConnection(target.host, target.port)
    try:
        connection.sock = _connected(target)
        path = quote(target.path, safe="/?&=%:;,@!$'()*+~#[]")
        connection.request(method, path, headers={"User-Agent": ROBOT, "Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(type(error).__name__) from None
    finally:
        connection.close()


def _connected(target: Target) -> socket.socket:
    plain = socket.create_connection((target.ip, target.port), timeout=SECONDS)
    if target.scheme == "http":
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise
