"""The simulated Stripe's events: signed, delivered again after a failure, now and then twice or late."""

import json
import urllib.error
from types import SimpleNamespace
from typing import Any

import pytest

from shop.order import statuses
from shop.payment.services import sync_attempt
from shop.payment.simulator import events, faults
from tests.payment.events import post
from tests.support.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The bodies that would be delivered, in their order."""
    settings.SIMULATOR_DELIVERS = True
    found: list[str] = []
    monkeypatch.setattr(events, "deliver", SimpleNamespace(enqueue=found.append))
    return found


def kinds(queued: list[str]) -> list[str]:
    return [json.loads(body)["type"].partition(".")[2] for body in queued]


def paid(callbacks: Any) -> Any:
    """A card that needs the bank, then another that approves: two events."""
    attempt = started(an_order())
    for outcome in ("declined", "approve"):
        with callbacks(execute=True):
            tries_card(attempt, outcome)
    return attempt


def test_each_event_is_delivered_once_in_order(
    queued: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    paid(django_capture_on_commit_callbacks)
    assert kinds(queued) == ["payment_failed", "succeeded"]


@pytest.mark.parametrize(
    ("what", "order"),
    [
        ("twice", ["payment_failed", "payment_failed", "succeeded"]),
        ("behind", ["succeeded", "payment_failed"]),
    ],
)
def test_on_demand_twice_or_behind_the_next(
    what: str, order: list[str], queued: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    faults.expect(what, path=events.EVENTS)
    attempt = paid(django_capture_on_commit_callbacks)
    assert kinds(queued) == order
    assert {post(body).status_code for body in queued} == {200}
    attempt.order.refresh_from_db()
    assert attempt.order.status == statuses.PAID


def test_what_isnt_taken_is_sent_again_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> None:
        raise urllib.error.HTTPError("", 503, "", None, None)  # type: ignore[arg-type]

    again: list[tuple[str, int]] = []

    class Later:
        def enqueue(self, body: str, tries: int) -> None:
            again.append((body, tries))

    monkeypatch.setattr(events.urllib.request, "urlopen", refuse)
    monkeypatch.setattr(type(events.deliver), "using", lambda self, **when: Later())
    assert [events.deliver.call("{}", tries) for tries in (1, events.TRIES)] == [503, 503]
    assert again == [("{}", 2)]


def test_a_charge_of_another_amount_goes_to_review() -> None:
    attempt = started(an_order())
    faults.expect("wrong_amount", path="/charges")
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    attempt.order.refresh_from_db()
    assert attempt.order.status == statuses.REVIEW
