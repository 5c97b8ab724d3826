"""nginx answers public pages itself for a moment, and nothing else."""

import os
import time
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench.server import running
from tests.deploy.proxies import Proxy, is_there, nginx
from tests.support.addresses import filled, storefront_routes
from tests.support.opened_shop import OpenedShop


@pytest.fixture(scope="module")
def proxy(opened_shop: OpenedShop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    if not is_there("nginx"):
        assert "CI" not in os.environ, "bin/proxies installs it"
        pytest.skip("nginx is missing: bin/proxies")
    folder: Path = tmp_path_factory.mktemp("front")
    with (
        running(opened_shop.env) as (base, _),
        nginx(folder, int(urlsplit(base).port or 0)) as started,
    ):
        yield started


def from_cache(answer: HTTPResponse) -> str | None:
    """How nginx made an answer: HIT, MISS, REVALIDATED ..."""
    return answer.headers["X-Cache-Status"]


def test_nothing_but_public_answers_is_stored(proxy: Proxy) -> None:
    """Whoever asks second gets the first one's answer only where the shop calls it public."""
    wrong = {}
    for route in storefront_routes():
        address = filled(route, "1")
        for session in ("a" * 32, "b" * 32):  # as Django makes them: it deletes the cookie of any other
            answer = proxy.ask("GET", address, headers={"Cookie": f"sessionid={session}"})
        if (from_cache(answer) == "HIT") != is_public(answer):
            wrong[address] = from_cache(answer), answer.headers["Cache-Control"]
    assert not wrong


def is_public(answer: HTTPResponse) -> bool:
    return "s-maxage" in (answer.headers["Cache-Control"] or "")


@pytest.mark.parametrize("path", ["/", "/shop/", "/guides/"])
def test_a_page_is_asked_for_again_after_two_seconds(proxy: Proxy, path: str) -> None:
    """nginx counts whole seconds."""
    first = proxy.ask("GET", path)
    time.sleep(2)
    second = proxy.ask("GET", path)
    assert from_cache(second) in {"REVALIDATED", "EXPIRED"}
    assert second.body == first.body


@pytest.mark.parametrize("accepted", ["br", "gzip", ""])
def test_each_browser_gets_its_encoding(proxy: Proxy, accepted: str) -> None:
    for written in (accepted, f"{accepted}, deflate" if accepted else "identity"):
        answer = proxy.ask("GET", "/shop/", headers={"Accept-Encoding": written})
        assert (answer.headers["Content-Encoding"] or "") == accepted
        assert answer.headers["X-Accel-Expires"] is None


def test_a_browser_that_has_the_page_gets_no_body(proxy: Proxy) -> None:
    etag = proxy.ask("GET", "/shop/").headers["ETag"]
    answer = proxy.ask("GET", "/shop/", headers={"If-None-Match": etag})
    assert answer.status == 304
    assert answer.body == b""
