"""Two runs of the automations at once, each with a control that shows what happens without the lock."""

from datetime import timedelta
from threading import Barrier
from time import monotonic
from typing import Any

import pytest
from django.utils import timezone

from guides.newsletter import absolute_links
from guides.newsletter.automations import advance as advancing
from guides.newsletter.automations import facts, services
from guides.newsletter.models import Automation, AutomationProgress, Delivery, Subscriber
from tests.concurrency.rivals import together
from tests.guides.newsletter.sending.test_delivery import a_reader

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PEOPLE = 12


@pytest.fixture(autouse=True)
def only_tables(monkeypatch: Any) -> None:
    """No pages and no sending: the tests look at the tables."""
    monkeypatch.setattr(absolute_links, "_status_of", lambda path, query: 200)
    monkeypatch.setattr(advancing, "start_shards", lambda pk: None)


def an_automation(people: list[Subscriber]) -> Automation:
    """One that is on, with these people due at its first letter."""
    made = services.create(kind="welcome")
    services.turn_on(automation=made)
    due = timezone.now() - timedelta(minutes=1)
    for person in people:
        AutomationProgress.objects.create(automation=made, subscriber=person, entered_at=due, due_at=due)
    return Automation.objects.get(pk=made.pk)


def run(automation: Automation) -> int:
    return advancing.advance_one(automation, now=timezone.now(), until=monotonic() + 20)


@pytest.fixture
def readers() -> list[Subscriber]:
    return [a_reader(f"p{number}@example.com") for number in range(PEOPLE)]


def test_two_runs_queue_each_letter_once(readers: list[Subscriber]) -> None:
    automation = an_automation(readers)
    queued = together(lambda: run(automation), lambda: run(automation))
    assert sum(queued) == PEOPLE == Delivery.objects.count()
    assert set(automation.progress.values_list("next_place", flat=True)) == {2}


def test_without_the_lock_both_runs_move_everyone(readers: list[Subscriber], monkeypatch: Any) -> None:
    automation, seen = an_automation(readers), Barrier(2)
    monkeypatch.setattr(advancing, "_lock", lambda rows: meeting(rows, seen))
    queued = together(lambda: run_once(automation), lambda: run_once(automation))
    assert sum(queued) == 2 * PEOPLE
    assert Delivery.objects.count() == PEOPLE, "the constraint still lets each letter be queued once"


def meeting(rows: Any, seen: Barrier) -> Any:
    """The rows as both runs read them at the same moment."""
    found = list(rows)
    seen.wait(timeout=10)
    return found


def run_once(automation: Automation) -> int:
    steps = list(automation.steps.select_related("letter"))
    _, letters = advancing._advance_batch(automation, steps, timezone.now())
    return len(letters)


def two_automations_at_once(settings: Any) -> int:
    """How many emails one person gets who is due in two automations and may get one a week."""
    settings.NEWSLETTER_WEEKLY_MOST = 1
    person = [a_reader()]
    first, second = an_automation(person), an_automation(person)
    together(lambda: run_once(first), lambda: run_once(second))
    return Delivery.objects.count()


def test_two_automations_keep_to_the_most_a_week(settings: Any) -> None:
    assert two_automations_at_once(settings) == 1


def test_without_the_lock_each_counts_before_the_other_writes(settings: Any, monkeypatch: Any) -> None:
    seen, count = Barrier(2), facts.emails_since

    def counted(*args: Any) -> dict[int, int]:
        found = count(*args)
        seen.wait(timeout=10)
        return found

    monkeypatch.setattr(advancing, "_lock", lambda rows: rows)
    monkeypatch.setattr(facts, "emails_since", counted)
    assert two_automations_at_once(settings) == 2
