"""A shopper's browser: HTTPS through nginx, cookies, redirects, and a note of each request."""

import http.client
import http.cookies
import socket
import ssl
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench.production.environment import HOST

PATIENCE = 30  # seconds until a browser's request is given up
TYPED = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Asked:
    """One request: when it began (time.monotonic), how long it took, and its status; 0 is no answer."""

    began: float
    seconds: float
    status: int
    path: str


@dataclass(frozen=True)
class Answer:
    """What a page was after its redirects."""

    status: int
    path: str
    text: str


@dataclass
class Browser:
    """One visitor with an address of their own (127.0.0.0/8) and cookies; requests are added to `asked`."""

    port: int
    address: str
    asked: list[Asked]
    cookies: http.cookies.SimpleCookie = field(default_factory=http.cookies.SimpleCookie)

    def get(self, path: str) -> Answer:
        """A page."""
        return self._ask("GET", path, None, {"Accept": "text/html"})

    def post(self, path: str, data: dict[str, str], accept: str = "text/html") -> Answer:
        """A form, with the token that its page had."""
        token = self.cookies["csrftoken"].value if "csrftoken" in self.cookies else ""
        body = urlencode({"csrfmiddlewaretoken": token, **data})
        return self._ask("POST", path, body, {"Accept": accept})

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        began, status, text, to = time.monotonic(), 0, "", ""
        try:
            status, text, to = self._sent(method, path, body, headers)
        except (OSError, http.client.HTTPException) as problem:
            text = repr(problem)
        self.asked.append(Asked(began, time.monotonic() - began, status, path))
        if status in (301, 302, 303):
            parts = urlsplit(to)
            return self._ask("GET", f"{parts.path}?{parts.query}".rstrip("?"), None, headers)
        return Answer(status, path, text)

    def _sent(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, str, str]:
        """Status, text and Location; a connection of its own, as after any pause."""
        connection = http.client.HTTPSConnection(HOST, self.port)
        plain = socket.create_connection(("127.0.0.1", self.port), PATIENCE, source_address=(self.address, 0))
        connection.sock = _TLS.wrap_socket(plain, server_hostname=HOST)
        with connection.sock:
            connection.request(method, path, body, {**self._headers(), **headers, **(TYPED if body else {})})
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
            for header in answer.msg.get_all("Set-Cookie") or []:
                self.cookies.load(header)
            return answer.status, text, answer.headers.get("Location", "")

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={found.value}" for name, found in self.cookies.items())
        return {"Host": HOST, "Origin": f"https://{HOST}", "Sec-Fetch-Site": "same-origin", "Cookie": cookies}


def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


_TLS = _context()
