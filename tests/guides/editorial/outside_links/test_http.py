"""The request that leaves the machine, against a server of this machine."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from guides.editorial.outside_links import http, public_address
from guides.editorial.outside_links.public_address import Target


class Site(BaseHTTPRequestHandler):
    """Says in Location which host it was asked for."""

    def do_HEAD(self) -> None:
        self.send_response(302 if self.path == "/moved/" else 200)
        self.send_header("Location", f"http://{self.headers['Host']}/new/")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setitem(public_address.PORTS, "http", server.server_port)
    yield Target("http", "example.org", "127.0.0.1", "/moved/")
    server.shutdown()
    server.server_close()


def test_it_connects_to_the_ip_and_names_the_host(target: Target) -> None:
    status, location = http.ask("HEAD", target)
    assert status == 302
    assert location.startswith("http://example.org")


def test_who_speaks_no_tls_doesnt_answer(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(public_address.PORTS, "https", target.port)
    with pytest.raises(http.NoAnswer):
        http.ask("HEAD", Target("https", "example.org", "127.0.0.1", "/"))
