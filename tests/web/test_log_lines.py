"""Log lines can be read by a program, and hold nothing that a person has typed."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError
from django.test import Client

from shop.settings.logs import logging_to_console
from shop.web.log_lines import JsonFormatter, TextFormatter
from shop.web.request_id import AddRequestId
from shop.web.signed_links import HideSignedLinks
from tests.support.addresses import filled, storefront_routes
from tests.support.factories import a_product

MARKER = "Quillfeather"
FROZEN = Path(__file__).parents[1] / "architecture" / "frozen" / "posted_fields.json"
FURTHER = [
    "name",
    "first_name",
    "last_name",
    "line1",
    "town",
    "postcode",
    "username",
    "login-username",
    "body",
]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the shop logs from INFO on, as JSON."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    for each in (HideSignedLinks(), AddRequestId()):
        handler.addFilter(each)
    root = logging.getLogger()
    before, root.level = root.level, logging.INFO
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def typed(kind: str) -> dict[str, str]:
    value = f"{MARKER}@example.com" if kind == "email" else MARKER
    return dict.fromkeys([*json.loads(FROZEN.read_text())["fields"], *FURTHER, "email"], value)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["email", "word"])
def test_nothing_that_is_typed_into_a_public_form_is_logged(kind: str, lines: io.StringIO) -> None:
    client, product = Client(raise_request_exception=False), a_product()
    client.post(f"/basket/add/{product.pk}/", {"quantity": "1"})
    for route in storefront_routes():
        client.post(filled(route, str(product.pk)), typed(kind))
    written = lines.getvalue()
    assert len(written.splitlines()) > 10  # refused posts are logged
    assert MARKER.lower() not in written.lower()
    assert all(json.loads(line)["request_id"] for line in written.splitlines())


def record(message: str, error: Exception | None = None) -> logging.LogRecord:
    caught = (type(error), error, None) if error else None
    return logging.LogRecord("tested", logging.ERROR, __file__, 1, message, (), caught)


def test_a_line_is_json_with_time_level_and_request() -> None:
    line = json.loads(JsonFormatter().format(record("Two\nlines")))
    assert line | {"time": ""} == {
        "time": "",
        "level": "ERROR",
        "logger": "tested",
        "request_id": "-",
        "message": "Two\nlines",
    }
    assert line["time"].endswith("+00:00")


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()])
def test_addresses_and_refused_rows_are_left_out(formatter: logging.Formatter) -> None:
    refused = IntegrityError("duplicate key\nDETAIL:  Key (name)=(Ada Lovelace) already exists.\n")
    line = formatter.format(record("Email to ada@example.com: lost", refused))
    assert "duplicate key" in line and "…@…: lost" in line
    assert "ada" not in line.lower()


def test_the_time_is_utc_in_both_forms() -> None:
    formatter = TextFormatter("%(asctime)s %(message)s")
    assert formatter.format(record("Done")).endswith("+00:00 Done")


def test_an_unknown_format_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="LOG_FORMAT"):
        logging_to_console("xml")


def test_the_console_takes_the_chosen_format() -> None:
    assert "JsonFormatter" in logging_to_console("json")["formatters"]["line"]["()"]
    assert logging_to_console("text")["handlers"]["console"]["class"].endswith("StreamHandler")
