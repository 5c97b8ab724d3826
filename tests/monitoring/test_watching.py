"""Any living process notices that another is dead, and emails the owner once per incident."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from shop.mail.models import OutboxEmail
from shop.monitoring import watching
from shop.monitoring.heartbeats import SCHEDULER, WORKER
from shop.monitoring.management.commands import crontask
from shop.monitoring.models import Heartbeat, Incident
from shop.settings.alerts import check_owner

pytestmark = pytest.mark.django_db
START = timezone.now().replace(microsecond=0)


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[time_machine.Traveller]:
    settings.ALERTS = True
    settings.OWNER_EMAIL = "owner@example.com"
    watching._last_look[0] = -1000.0
    with time_machine.travel(START, tick=False) as traveller:
        beats()
        yield traveller


def beats(*names: str) -> None:
    for name in names or (WORKER, SCHEDULER):
        Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now()})


def minutes_later(clock: time_machine.Traveller, minutes: int, *alive: str) -> None:
    clock.shift(timedelta(minutes=minutes))
    if alive:
        beats(*alive)
    watching.look()


def subjects() -> list[str]:
    return [one.subject for one in mail.outbox]


def test_while_all_is_well_nobody_is_emailed() -> None:
    assert watching.look() and not mail.outbox


def test_a_dead_worker_is_emailed_once_and_once_when_it_is_back(clock: time_machine.Traveller) -> None:
    minutes_later(clock, 6, SCHEDULER)
    minutes_later(clock, 2, SCHEDULER)
    assert subjects() == ["Plainsong: Needs attention: Task worker"]
    assert mail.outbox[0].to == ["owner@example.com"] and "hasn’t answered for 6" in str(mail.outbox[0].body)
    minutes_later(clock, 1, WORKER, SCHEDULER)
    minutes_later(clock, 11, WORKER, SCHEDULER)
    assert subjects()[1:] == ["Plainsong: Works again: Task worker"]
    assert Incident.objects.get().ended_at


def test_a_service_that_comes_and_goes_is_one_incident(clock: time_machine.Traveller) -> None:
    for _ in range(3):
        minutes_later(clock, 6, SCHEDULER)
        minutes_later(clock, 2, WORKER, SCHEDULER)
    assert len(mail.outbox) == 1


def test_the_alert_leaves_though_the_worker_that_sends_emails_is_dead(
    clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shop.mail.outbox._send_soon", lambda pk: None)
    minutes_later(clock, 6, SCHEDULER)
    assert OutboxEmail.objects.get().state == "sent"


def test_two_processes_look_once_a_minute_between_them(clock: time_machine.Traveller) -> None:
    assert [watching.look(), watching.look()] == [True, False]
    clock.shift(timedelta(minutes=1))
    assert watching.look()


def test_a_fault_in_looking_stops_no_worker(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(watching, "look", lambda: 1 / 0)
    watching.look_each_minute()
    assert "Can't look" in caplog.text


def test_alerts_can_be_switched_off(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALERTS = False
    monkeypatch.setattr(watching, "look", lambda: pytest.fail("it looked"))
    watching.look_each_minute()


def test_the_scheduler_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    jobs: list[str] = []
    monkeypatch.setattr(crontask.scheduler, "add_job", lambda *_, name, **__: jobs.append(name))
    crontask.Command()._prepare({"no_task_loading": True, "no_heartbeat": True})
    assert jobs == ["heartbeat", "watch"]


def test_an_owner_without_an_address_stops_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="OWNER_EMAIL"):
        check_owner("owner at example.com")


def test_a_process_that_has_just_started_waits_for_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "look", lambda: pytest.fail("it looked"))
    monkeypatch.setattr(watching, "_last_look", [time.monotonic()])
    watching.look_each_minute()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_web_process_watches_in_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = threading.Event()
    monkeypatch.setattr(watching, "SECONDS", 0)
    monkeypatch.setattr(watching.connections, "close_all", end_the_thread)
    monkeypatch.setattr(watching, "look", looked.set)
    watching.start_thread()
    assert looked.wait(10)


def end_the_thread() -> None:
    raise SystemExit  # the thread's loop has no other end
