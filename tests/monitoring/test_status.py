"""What has stopped is reported: to monitoring at /readyz, to staff on Today."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shop.accounts.models import User
from shop.caching.backends import CacheAway
from shop.mail.models import OutboxEmail
from shop.mail.tasks import send_due_emails
from shop.monitoring import registry, status
from shop.monitoring.checks import machine
from shop.monitoring.models import Heartbeat
from shop.order import statuses
from shop.order.models import Order
from tests.mail import examples
from tests.mail.examples import an_order
from tests.support.cast import signed_in
from tests.support.html import html_of
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db
LONG = timedelta(minutes=11)


@pytest.fixture(autouse=True)
def _all_runs() -> None:
    for name in ("worker", "scheduler"):
        Heartbeat.objects.create(name=name, at=timezone.now())


def stop_worker(**_: Any) -> None:
    Heartbeat.objects.filter(name="worker").update(at=timezone.now() - LONG)


def stop_scheduler(**_: Any) -> None:
    Heartbeat.objects.filter(name="scheduler").delete()


def leave_a_task(settings: Any, **_: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    send_due_emails.enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - LONG)


def leave_an_email(**_: Any) -> None:
    examples.queue("order.link")
    OutboxEmail.objects.update(next_attempt_at=timezone.now() - LONG)


def lose_the_email_server(**_: Any) -> None:
    examples.queue("order.link")
    later = timezone.now() + LONG
    OutboxEmail.objects.update(
        created_at=timezone.now() - LONG, attempts=3, last_error="Connection refused", next_attempt_at=later
    )


def lose_the_cache(monkeypatch: pytest.MonkeyPatch, **_: Any) -> None:
    def away(key: str) -> None:
        raise CacheAway(key)

    monkeypatch.setattr(machine.caches["shared"], "get", away)


def fill_the_disk(monkeypatch: pytest.MonkeyPatch, **_: Any) -> None:
    monkeypatch.setattr(machine, "LEAST_FREE", 10**9)


def forget_a_migration(monkeypatch: pytest.MonkeyPatch, **_: Any) -> None:
    monkeypatch.setattr(machine.migrated, "is_done", False)
    monkeypatch.setattr(machine, "_on_disk", lambda: [("order", "9999_new")])


STOPPED = {
    "worker": (stop_worker, "The task worker hasn’t answered for 11 minutes"),
    "scheduler": (stop_scheduler, "The scheduler has never run"),
    "tasks": (leave_a_task, "The oldest task has been waiting for 11 minutes"),
    "emails": (leave_an_email, "The oldest email has been waiting for 11 minutes"),
    "email-server": (lose_the_email_server, "The email server hasn’t taken any email for 11 minutes"),
    "cache": (lose_the_cache, "The cache doesn’t answer"),
    "disk": (fill_the_disk, "MB are free on the disk"),
    "migrations": (forget_a_migration, "The database is older than the shop"),
}


def test_while_all_runs_the_shop_is_ready() -> None:
    page = Client().get("/readyz")
    assert page.status_code == 200 and page.content.count(b": ok") == len(STOPPED) + 1
    assert list(status.task_problems()) == []


def test_each_check_is_tested() -> None:
    assert set(STOPPED) == {check.name for check in registry.all_checks() if check.is_public}


def test_an_owner_reads_of_each_part_that_it_works() -> None:
    assert all(part.sentence.endswith(".") and part.check.title for part in status.health())


def test_money_that_waits_is_said_to_the_owner_and_not_to_strangers() -> None:
    Order.objects.filter(pk=an_order()["order_id"]).update(status=statuses.REVIEW)
    waiting = {part.name: part.problem for part in status.health()}
    assert waiting["payments"] == "1 payment waits for a decision."
    page = Client().get("/readyz")
    assert page.status_code == 200 and b"payment" not in page.content


def test_a_refusal_of_one_email_says_nothing_of_the_server() -> None:
    lose_the_email_server()
    OutboxEmail.objects.update(last_error="450 greylisted")
    assert all(part.is_ready for part in status.health())


@pytest.mark.parametrize("part", STOPPED)
def test_what_has_stopped_is_said(part: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, words = STOPPED[part]
    stop(settings=settings, monkeypatch=monkeypatch)
    page = Client().get("/readyz")
    assert page.status_code == 503 and f"{part}: not ready" in page.content.decode()


@pytest.mark.parametrize("part", sorted(STOPPED.keys() - {"cache"}))  # without the cache no page opens
def test_staff_read_it_on_today(
    part: str, settings: Any, cleo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, words = STOPPED[part]
    stop(settings=settings, monkeypatch=monkeypatch)
    cleo.groups.add(shopkeeper_group())
    shown = html_of(signed_in(cleo).get("/office/"))
    assert words in shown.replace("\xa0", " ").replace("&#x27;", "'")


@pytest.mark.parametrize("path", ["/livez", "/healthz"])
def test_the_web_process_lives_without_worker_and_scheduler(path: str) -> None:
    Heartbeat.objects.all().delete()
    assert Client().get(path).content == b"ok"


def test_without_a_database_nothing_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(status.connection, "cursor", gone)
    assert [part.is_ready for part in status.health()] == [False]


def test_failed_and_stuck_tasks_are_said(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for state in ("FAILED", "RUNNING"):
        task = send_due_emails.enqueue()
        long_ago = timezone.now() - timedelta(hours=2)
        DBTaskResult.objects.filter(pk=task.id).update(
            status=state, started_at=long_ago, finished_at=long_ago
        )
    assert [line.split()[:3] for line in status.task_problems()] == [
        ["1", "task", "failed"],
        ["1", "task", "began"],
    ]


def test_emails_that_need_a_decision_are_counted_for_staff(cleo: User) -> None:
    examples.queue("order.link")
    OutboxEmail.objects.update(state="failed")
    cleo.groups.add(shopkeeper_group())
    assert "1 email to look at" in html_of(signed_in(cleo).get("/office/"))
