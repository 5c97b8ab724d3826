"""The counted address is told to the doctor alone."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from shop.web.proxy_probe import ASKED, SECONDS, TOLD, question

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def told(asked: str, path: str = "/livez") -> str | None:
    return Client().get(path, headers={ASKED: asked}).headers.get(TOLD)


def test_the_doctor_learns_which_address_counts() -> None:
    assert told(question()) == "127.0.0.1"


def test_nobody_else_does() -> None:
    with time_machine.travel(NOON, tick=False):
        old = question()
    with time_machine.travel(NOON + timedelta(seconds=SECONDS + 1), tick=False):
        assert told("") is told("address:forged") is told(old) is None


def test_no_other_page_tells() -> None:
    assert told(question(), "/basket/") is None
