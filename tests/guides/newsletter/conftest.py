"""Fixtures of the newsletter's tests: a person who signs up, and the emails they get."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from time_machine import travel

from guides.newsletter.models import FreeGuide

STEP = {"type": "step", "value": {"heading": "Begin with water", "text": "<p>Plain and warm.</p>"}}


@pytest.fixture
def free_guide(db: None, settings: Any, tmp_path: Any) -> FreeGuide:
    """A published guide that every form offers; its PDF goes to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
    return FreeGuide.objects.create(
        title="Ten steps", slug="ten-steps", intro="Hello.", steps=[("step", STEP["value"])], is_offered=True
    )


@pytest.fixture
def mail_urls(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the webhooks' addresses. `mark.urls` empties the resolvers' caches, which takes 20 ms to fill."""
    monkeypatch.setattr(settings, "ROOT_URLCONF", "tests.guides.newsletter.mail_urls")


@pytest.fixture
def signs_up(db: None, django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """Send the form as a browser does; mails leave at once."""

    def send(email: str = "wilma@example.com", client: Client | None = None, **fields: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return (client or Client()).post("/newsletter/", {"email": email, "source": "footer", **fields})

    return send


@pytest.fixture
def presses(db: None, django_capture_on_commit_callbacks: Any) -> Callable[[str], Any]:
    """Click the button on a page behind an emailed link."""

    def press(path: str, data: dict[str, Any] | None = None) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return Client(enforce_csrf_checks=True).post(path, {"press": "yes", **(data or {})})

    return press


@pytest.fixture
def confirmed(signs_up: Any, presses: Any) -> Callable[..., str]:
    """Sign up and confirm; returns the address."""

    def do(email: str = "wilma@example.com", **fields: Any) -> str:
        signs_up(email, **fields)
        presses(link("confirm"))
        return email

    return do


@pytest.fixture
def clock() -> Iterator[Any]:
    """A clock that the test moves."""
    with travel("2026-11-21T09:00:00Z", tick=False) as moved:
        yield moved


def link(kind: str, number: int = -1) -> str:
    """The path of such a link in one of the mails sent, by default the last."""
    found = re.search(rf"(/newsletter/{kind}/[^/\s]+/)", str(mail.outbox[number].body))
    assert found, mail.outbox[number].body
    return found[1]
