"""What has stopped is reported: to monitoring at /readyz, to staff above each page of the dashboard."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shop.accounts.models import User
from shop.dashboard.groups import staff_group
from shop.mail.models import OutboxEmail
from shop.mail.tasks import send_due_emails
from shop.monitoring import status
from shop.monitoring.models import Heartbeat
from tests.mail import examples
from tests.support.cast import signed_in
from tests.support.html import html_of

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


def leave_a_task(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    send_due_emails.enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - LONG)


def leave_an_email(**_: Any) -> None:
    examples.queue("order.link")
    OutboxEmail.objects.update(next_attempt_at=timezone.now() - LONG)


STOPPED = {
    "worker": (stop_worker, "The task worker hasn’t answered for 11 minutes"),
    "scheduler": (stop_scheduler, "The scheduler has never run"),
    "tasks": (leave_a_task, "The oldest task has been waiting for 11 minutes"),
    "emails": (leave_an_email, "The oldest email has been waiting for 11 minutes"),
}


def test_while_all_runs_the_shop_is_ready() -> None:
    page = Client().get("/readyz")
    assert page.status_code == 200 and page.content.count(b": ok") == len(status.CHECKS) + 1
    assert list(status.for_staff()) == []


def test_each_check_is_tested() -> None:
    assert set(STOPPED) == set(status.CHECKS)


@pytest.mark.parametrize("part", STOPPED)
def test_what_has_stopped_is_said(part: str, settings: Any, cleo: User) -> None:
    stop, words = STOPPED[part]
    stop(settings=settings)
    page = Client().get("/readyz")
    assert page.status_code == 503 and f"{part}: not ready" in page.content.decode()
    cleo.groups.add(staff_group())
    assert words in html_of(signed_in(cleo).get("/dashboard/orders/")).replace("\xa0", " ").replace(
        "&#x27;", "'"
    )


@pytest.mark.parametrize("path", ["/livez", "/healthz"])
def test_the_web_process_lives_without_worker_and_scheduler(path: str) -> None:
    Heartbeat.objects.all().delete()
    assert Client().get(path).content == b"ok"


def test_without_a_database_nothing_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(status.connection, "cursor", gone)
    assert [part.is_ready for part in status.parts()] == [False]


def test_failed_and_stuck_tasks_are_said(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for state in ("FAILED", "RUNNING"):
        task = send_due_emails.enqueue()
        long_ago = timezone.now() - timedelta(hours=2)
        DBTaskResult.objects.filter(pk=task.id).update(
            status=state, started_at=long_ago, finished_at=long_ago
        )
    assert [line.split()[:3] for line in status.for_staff()] == [
        ["1", "task", "failed"],
        ["1", "task", "began"],
    ]


def test_emails_that_need_a_decision_are_counted_for_staff(cleo: User) -> None:
    examples.queue("order.link")
    OutboxEmail.objects.update(state="failed")
    cleo.groups.add(staff_group())
    assert "1 email needs a decision" in html_of(signed_in(cleo).get("/dashboard/orders/"))
