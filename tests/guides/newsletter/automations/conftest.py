"""Automations with their first texts, and the scheduled job."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from guides.newsletter import absolute_links
from guides.newsletter.automations import services
from guides.newsletter.automations.advance import advance
from guides.newsletter.models import Automation


@pytest.fixture(autouse=True)
def no_pages(monkeypatch: Any) -> None:
    """The first texts lead to the guides and the shop, whose pages no test here needs."""
    monkeypatch.setattr(absolute_links, "_status_of", lambda path, query: 200)


@pytest.fixture
def runs(db: None, django_capture_on_commit_callbacks: Any) -> Callable[[], list[tuple[str, str]]]:
    """Run the scheduled job; returns the recipient and subject of each email that left because of it."""

    def run() -> list[tuple[str, str]]:
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            advance(now=timezone.now())
        return sorted((one.to[0], one.subject) for one in mail.outbox[before:])

    return run


def an_automation(kind: str = Automation.WELCOME) -> Automation:
    """One that is on, with its first texts."""
    made = services.create(kind=kind)
    services.turn_on(automation=made)
    return Automation.objects.get(pk=made.pk)


@pytest.fixture
def welcome(clock: Any, db: None) -> Automation:
    """The welcome series, turned on at 9 o’clock."""
    return an_automation()
