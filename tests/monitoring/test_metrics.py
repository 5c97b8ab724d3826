"""/metrics: for the token's holder alone, with few series and nothing of a person."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.test import Client
from django.urls import get_resolver
from prometheus_client.parser import text_string_to_metric_families

from shop.accounts.models import User
from shop.monitoring import status
from shop.monitoring.figures import all_figures
from shop.settings.metrics import check_token
from shop.web import request_metrics
from tests.mail.examples import queue
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
TOKEN = "t" * 24
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
PROMETHEUS = Path("deploy/prometheus")
Series = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture(autouse=True)
def _switched_on(settings: Any) -> Iterator[None]:
    settings.METRICS_TOKEN = TOKEN
    settings.MIDDLEWARE = ["shop.web.request_metrics.RequestMetricsMiddleware", *settings.MIDDLEWARE]
    yield
    request_metrics.REQUESTS.clear()
    request_metrics.SECONDS.clear()


def series(client: Client) -> Series:
    text = client.get("/metrics", headers=HEADERS).content.decode()
    samples = [one for family in text_string_to_metric_families(text) for one in family.samples]
    return {(one.name, frozenset(one.labels.items())): one.value for one in samples}


def value(found: Series, name: str, **labels: str) -> float:
    return found[name, frozenset(labels.items())]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer é"}])
def test_nobody_else_learns_that_it_is_there(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/metrics", headers=headers).status_code == 404


def test_without_a_token_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("token", ["short", "é" * 30])
def test_a_token_to_guess_stops_the_start(token: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="METRICS_TOKEN"):
        check_token(token)


def test_requests_are_counted_by_view(client: Client) -> None:
    client.get("/basket/")
    client.get("/basket/")
    found = series(client)
    labels = {"view": "shop.basket.views.BasketView", "method": "GET", "status": "200"}
    assert value(found, "plainsong_requests_total", **labels) == 2
    assert value(found, "plainsong_request_seconds_count", view=labels["view"]) == 2


def test_what_waits_is_counted(client: Client) -> None:
    queue("order.link")
    product = a_product()
    product.stockrecords.update(num_in_stock=1, num_allocated=2)
    found = series(client)
    assert value(found, "plainsong_emails", state="owed") >= 1
    assert value(found, "plainsong_stock_errors") == 1
    assert value(found, "plainsong_tasks", state="waiting") == 0


def test_without_its_database_it_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(status.connection, "cursor", away)
    found = series(client)
    assert value(found, "plainsong_part_ready", part="database") == 0
    assert not any(name == "plainsong_emails" for name, _ in found)


def views() -> set[str]:
    """A word for every view that the resolver knows."""

    def walk(resolver: Any) -> Iterator[str]:
        for one in resolver.url_patterns:
            if hasattr(one, "url_patterns"):
                yield from walk(one)
            else:
                request = type("Request", (), {"resolver_match": type("Match", (), {"func": one.callback})})
                yield request_metrics.view_of(request, 200)  # type: ignore[arg-type]

    return {request_metrics.CACHED, request_metrics.NO_VIEW, *walk(get_resolver())}


def test_labels_are_few_and_hold_nobody(client: Client, ada: User) -> None:
    """Whatever a visitor sends: addresses, tokens, methods and emails become no series of their own."""
    client.force_login(ada)
    order = a_paid_order(a_product())
    for number in range(3):
        client.get(f"/nowhere-{number}/", query_params={"email": ada.email})
        client.get(f"/orders/{order.number}{number}/")
        client.generic(f"ODD{number}", "/basket/")
    allowed = {"view": views(), "method": {"GET", "POST", "HEAD", "other"}}
    fixed = {"state", "process", "part", "le", "implementation", "major", "minor", "patchlevel", "version"}
    for name, labels in series(client):
        for label, word in labels:
            assert label in allowed.keys() | fixed | {"status", "generation"}, (name, label)
            assert word in allowed.get(label, {word}), (name, label)
            assert not re.search(f"{ada.email}|{order.number}|nowhere|ODD", word)
            assert label != "status" or re.fullmatch(r"[1-5]\d\d", word)


def test_figures_have_at_most_one_label_of_few_words() -> None:
    assert all(len(list(figure.values())) <= 20 for figure in all_figures())


def test_alerts_ask_for_what_there_is(client: Client) -> None:
    client.get("/basket/")
    names = {name for name, _ in series(client)} | {"up"}
    (group,) = yaml.safe_load((PROMETHEUS / "alerts.yml").read_text())["groups"]
    for rule in group["rules"]:
        asked = set(re.findall(r"\bplainsong_\w+|\bup\b", rule["expr"]))
        assert asked, rule["alert"]
        assert asked <= names, rule["alert"]
        assert rule["annotations"]["summary"]


def test_prometheus_finds_rules_and_address() -> None:
    wanted = yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text())
    (job,) = wanted["scrape_configs"]
    assert job["metrics_path"] == "/metrics"
    assert wanted["rule_files"] == ["plainsong-alerts.yml"]


WRITE = "from shop.web.request_metrics import REQUESTS; REQUESTS.labels('a', 'GET', '200').inc()"
READ = "from shop.web.metrics_report import report; print(report().decode())"


def test_all_web_processes_are_counted_together(tmp_path: Path) -> None:
    start = (
        "import django; django.setup(); from shop.monitoring import figures; figures._registered.clear(); "
    )
    env = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    printed = ""
    for what in (WRITE, WRITE, READ):
        command = [sys.executable, "-c", start + what]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)  # noqa: S603
        printed = done.stdout
    assert 'plainsong_requests_total{method="GET",status="200",view="a"} 2.0' in printed
