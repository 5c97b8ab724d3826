"""The request that leaves the machine, against a server of this machine."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic, sleep

import pytest

from guides.editorial.outside_links import http, public_address
from guides.editorial.outside_links.public_address import Target


def soon(seconds: float = 10.0) -> float:
    return monotonic() + seconds


class Site(BaseHTTPRequestHandler):
    """Says in Location which host it was asked for."""

    def do_HEAD(self) -> None:
        if self.path == "/slow/":
            self._drip()
        self.send_response(302 if self.path == "/moved/" else 200)
        self.send_header("Location", f"http://{self.headers['Host']}/new/")
        self.end_headers()

    def _drip(self) -> None:
        """One letter at a time, each well within the timeout between two parts."""
        with suppress(OSError):
            while True:
                self.wfile.write(b"H")
                self.wfile.flush()
                sleep(0.05)

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
    status, location = http.ask("HEAD", target, ends=soon())
    assert status == 302
    assert location.startswith("http://example.org")


def test_who_speaks_no_tls_doesnt_answer(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(public_address.PORTS, "https", target.port)
    with pytest.raises(http.NoAnswer):
        http.ask("HEAD", Target("https", "example.org", "127.0.0.1", "/"), ends=soon())


def test_a_site_that_drips_is_cut_off(target: Target) -> None:
    began = monotonic()
    with pytest.raises(http.NoAnswer):
        http.ask("HEAD", replace(target, path="/slow/"), ends=soon(0.5))
    assert monotonic() - began < 3


def test_a_handshake_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setitem(public_address.PORTS, "https", silent.getsockname()[1])
        began = monotonic()
        with pytest.raises(http.NoAnswer):
            http.ask("HEAD", Target("https", "example.org", "127.0.0.1", "/"), ends=soon(0.5))
    assert monotonic() - began < 3


def test_after_its_time_nobody_is_asked(target: Target) -> None:
    with pytest.raises(http.NoAnswer):
        http.ask("HEAD", target, ends=soon(-1))
