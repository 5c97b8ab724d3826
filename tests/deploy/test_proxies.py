"""The proxy configurations of docs/server.md work as described."""

import os
import signal
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import override_settings

from bench.server import running
from shop.deployment.checks.address import FORGED
from shop.web.proxy_probe import ASKED, TOLD, question
from shop.web.uploads import HARMLESS, PRIVATE_FOLDERS
from tests.deploy.proxies import PROXIES, Proxy, is_there
from tests.support.opened_shop import OpenedShop
from tests.support.production import PRODUCTION

METRICS_TOKEN = "m" * 24
STRANGER, INNOCENT = "127.0.0.2", "127.0.0.3"


@pytest.fixture(scope="module")
def server(opened_shop: OpenedShop) -> Iterator[int]:
    """The port on which granian serves a shop with production's settings."""
    with running(opened_shop.env | {"METRICS_TOKEN": METRICS_TOKEN}) as (base, _):
        yield int(urlsplit(base).port or 0)


@pytest.fixture(scope="module", params=PROXIES)
def proxy(request: Any, server: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    if not is_there(request.param):
        assert "CI" not in os.environ, "bin/proxies installs it"
        pytest.skip(f"{request.param} is missing: bin/proxies")
    folder: Path = tmp_path_factory.mktemp(request.param)
    with PROXIES[request.param](folder, server) as started:
        yield started


@pytest.mark.parametrize("path", ["/", "/shop/", "/basket/", "/account/login/", "/office/login/"])
def test_pages_answer_without_a_redirect(proxy: Proxy, path: str) -> None:
    assert proxy.ask("GET", path).status == 200


def test_a_visitor_uses_up_only_their_own_tries(proxy: Proxy) -> None:
    for number in range(21):
        forged = {"X-Real-IP": f"203.0.113.{number}", "X-Forwarded-For": f"203.0.113.{number}"}
        answer = proxy.ask("POST", "/newsletter/", visitor=STRANGER, headers=forged)
    assert answer.status == 429
    assert proxy.ask("POST", "/newsletter/", visitor=INNOCENT).status == 400


def test_a_phones_photo_is_not_too_large(proxy: Proxy) -> None:
    assert proxy.ask("POST", "/account/login/", body=b"x" * 8_000_000).status == 403


def test_an_uploaded_page_runs_nothing(proxy: Proxy) -> None:
    (proxy.media / "a.html").write_text("<script>alert(1)</script>")
    answer = proxy.ask("GET", "/media/a.html")
    assert answer.status == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == HARMLESS["Content-Security-Policy"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_browser_is_led_to_tls_and_a_webhook_without_it_is_refused(proxy: Proxy) -> None:
    assert proxy.ask_plainly("GET", "/shop/").status == 301
    assert proxy.ask_plainly("POST", "/webhooks/stripe/").status == 403


@pytest.mark.parametrize("folder", PRIVATE_FOLDERS)
def test_what_the_shop_hands_out_itself_has_no_other_address(proxy: Proxy, folder: str) -> None:
    (proxy.media / folder).mkdir(exist_ok=True)
    (proxy.media / folder / "a.pdf").write_text("%PDF-1.4")
    assert proxy.ask("GET", f"/media/{folder}/a.pdf").status == 404


def test_figures_are_not_for_the_world(proxy: Proxy, server: int) -> None:
    """Even the token's holder has to ask the shop itself."""
    headers = {"Authorization": f"Bearer {METRICS_TOKEN}"}
    assert proxy.ask("GET", "/metrics", headers=headers).status == 404
    request = urllib.request.Request(f"http://127.0.0.1:{server}/metrics", headers=headers)
    with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
        assert b"plainsong_requests_total" in answer.read()


@pytest.mark.parametrize("path", ["/healthz", "/livez"])
def test_a_probe_on_the_machine_needs_neither_name_nor_tls(server: int, path: str) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{server}{path}", timeout=5) as answer:
        assert answer.status == 200


@pytest.fixture(scope="module")
def upgraded(
    opened_shop: OpenedShop, server: int, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Counter[int]]:
    """What each proxy answered while the old server stopped and a new one listened at the second address."""
    with ExitStack() as stack:
        base, group = stack.enter_context(running(opened_shop.env))
        old = int(urlsplit(base).port or 0)
        both = {
            name: stack.enter_context(PROXIES[name](tmp_path_factory.mktemp(name), old, server))
            for name in filter(is_there, PROXIES)
        }
        visitors = stack.enter_context(ThreadPoolExecutor(4 * len(both)))
        asked = {name: [visitors.submit(login_status, at) for _ in range(150)] for name, at in both.items()}
        os.killpg(group, signal.SIGTERM)
        return {name: Counter(one.result() for one in answers) for name, answers in asked.items()}


def login_status(proxy: Proxy) -> int:
    return proxy.ask("GET", "/account/login/").status


def test_nobody_notices_an_upgrade(proxy: Proxy, upgraded: dict[str, Counter[int]]) -> None:
    assert upgraded[proxy.name] == {200: 150}


def test_a_forged_address_doesnt_count(proxy: Proxy) -> None:
    """What the doctor sends; SECRET_KEY signs the question."""
    forged = {"X-Real-IP": FORGED, "X-Forwarded-For": FORGED}
    with override_settings(SECRET_KEY=PRODUCTION["SECRET_KEY"]):
        answer = proxy.ask("GET", "/livez", visitor=STRANGER, headers=forged | {ASKED: question()})
    assert answer.headers[TOLD] == STRANGER
