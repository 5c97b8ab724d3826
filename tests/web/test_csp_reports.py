"""Browsers may report what the policy stopped; a stranger can write nothing into the log by it."""

import json
import logging
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ADDRESS = "/csp-reports/"
OLD = {"csp-report": {"effective-directive": "script-src-elem", "blocked-uri": "https://evil.example/Quill"}}
NEW = [{"type": "csp-violation", "body": {"effectiveDirective": "img-src", "documentURL": "https://Quill"}}]


def post(sent: Any, **headers: str) -> int:
    body = sent if isinstance(sent, bytes) else json.dumps(sent)
    client = Client(enforce_csrf_checks=True)
    return client.post(ADDRESS, body, content_type="application/csp-report", headers=headers).status_code


@pytest.mark.parametrize(("sent", "named"), [(OLD, "script-src-elem"), (NEW, "img-src")])
def test_a_report_is_logged_by_its_directive_alone(
    sent: Any, named: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    assert post(sent) == 204
    assert caplog.messages == [f"A browser reports that the content security policy stopped: {named}"]


@pytest.mark.parametrize(
    "sent", [b"", b"{", b"\xff", [], [1], {"body": []}, {"body": {"effectiveDirective": ["img-src"]}}, 7]
)
def test_nonsense_is_logged_as_unknown(sent: Any, caplog: pytest.LogCaptureFixture) -> None:
    assert post(sent) == 204
    assert caplog.messages[0].endswith("stopped: unknown")


def test_a_network_may_not_fill_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert [post(OLD) for _ in range(22)][-2:] == [429, 429]
    assert len([line for line in caplog.messages if "browser" in line]) == 20


def test_a_large_report_is_not_read() -> None:
    assert post(b"x" * 20_000) == 413


def test_pages_name_the_address() -> None:
    headers = Client().get("/terms/").headers
    assert "report-uri /csp-reports/; report-to csp" in headers["Content-Security-Policy"]
    assert headers["Reporting-Endpoints"] == 'csp="/csp-reports/"'
