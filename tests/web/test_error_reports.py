"""A fault reaches the Sentry server, and nothing of the person who met it goes with it."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from shop.settings.error_reports import check_dsn
from shop.web import error_reports, robots

MARKER = "Quillfeather"
DSN = "https://key@sentry.invalid/1"


class Caught(Transport):
    """Holds what would have been sent."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[dict[str, Any]] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        event = envelope.get_event()
        if event:
            self.events.append(json.loads(json.dumps(event, default=str)))


@pytest.fixture
def caught() -> Iterator[Caught]:
    transport = Caught()
    error_reports.start(DSN, transport=transport)
    yield transport
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)


@pytest.mark.django_db
def test_a_fault_is_reported_without_the_person(caught: Caught, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        typed = MARKER
        raise ValueError(typed)

    monkeypatch.setattr(robots, "HttpResponse", fails)
    client = Client(raise_request_exception=False, headers={"cookie": f"name={MARKER}"})
    answer = client.get(f"/robots.txt?q={MARKER}", headers={"user-agent": MARKER})
    assert answer.status_code == 500
    (event,) = caught.events
    error = event["exception"]["values"][-1]
    assert error["type"] == "ValueError" and error["stacktrace"]["frames"]
    assert event["tags"]["request_id"] == answer.headers["X-Request-ID"]
    assert MARKER not in json.dumps(event)


def test_a_line_at_level_error_is_reported_without_its_arguments(caught: Caught) -> None:
    logging.getLogger("tested").error("Can't greet %s of ada@example.com", MARKER)
    (event,) = caught.events
    assert event["message"] == "Can't greet %s of …@…"
    assert MARKER not in json.dumps(event)


def test_without_the_setting_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(error_reports.sentry_sdk, "init", lambda **_: pytest.fail("started"))
    error_reports.start("")


def test_a_wrong_address_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="SENTRY_DSN"):
        check_dsn("sentry.example")
    assert check_dsn("") == "" and check_dsn(DSN) == DSN
