"""Tasks whose worker was killed half-way are done after all, or given up and shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shop.mail.tasks import send_due_emails
from shop.monitoring import interrupted_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def killed(settings: Any) -> Any:
    """A task that a worker began and didn’t end."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    send_due_emails.enqueue()
    DBTaskResult.objects.get().claim("one")
    return DBTaskResult.objects


def begun(killed: Any, ago: timedelta, *workers: str) -> str:
    """Its status after a look at what was begun so long ago."""
    killed.update(started_at=timezone.now() - ago, worker_ids=list(workers))
    interrupted_tasks.requeue()
    return str(killed.get().status)


def test_one_begun_an_hour_ago_is_queued_again(killed: Any) -> None:
    assert begun(killed, timedelta(minutes=61), "one") == "READY"


def test_one_that_may_still_run_is_left_alone(killed: Any) -> None:
    assert begun(killed, timedelta(minutes=59), "one") == "RUNNING"


def test_one_that_kills_each_worker_is_given_up(killed: Any) -> None:
    assert begun(killed, timedelta(minutes=61), "one", "two", "three") == "FAILED"
    assert "WorkerEnded" in killed.get().traceback
