"""The worker: it says that it runs, and a database that goes away stops neither it nor its tasks."""

from typing import Any

import pytest
from django.core.management import call_command, get_commands
from django.db import InterfaceError, OperationalError
from django_tasks_db.models import DBTaskResult

from shop.mail.tasks import send_due_emails
from shop.monitoring import database, heartbeats, worker
from shop.monitoring.heartbeats import WORKER

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def queued(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One task waits, without retries for the database."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(database.retry_until_available, "__kwdefaults__", {"sleep": lambda _: None})
    monkeypatch.setattr(database.connections, "close_all", lambda: None)
    send_due_emails.enqueue()


def work() -> None:
    call_command("db_worker", queue_name="*", batch=True, startup_delay=False, verbosity=0)


def fails_once(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, error: Exception) -> None:
    """The method raises the first time and then does what it always did."""
    method, errors = getattr(owner, name), [error]

    def failing(*args: Any, **kwargs: Any) -> Any:
        if errors:
            raise errors.pop()
        return method(*args, **kwargs)

    monkeypatch.setattr(owner, name, failing)


def test_its_command_is_ours() -> None:
    assert {get_commands()[name] for name in ("db_worker", "crontask")} == {"shop.monitoring"}


def test_it_does_what_is_queued_and_says_that_it_runs() -> None:
    assert heartbeats.silence(WORKER) is None
    work()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert heartbeats.silence(WORKER) is not None


@pytest.mark.parametrize(
    "error", [OperationalError("server closed the connection"), InterfaceError("closed")]
)
@pytest.mark.parametrize("step", ["_claim_next", "_due"])
def test_a_database_that_restarts_costs_no_task(
    error: Exception, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_once(monkeypatch, worker.Worker, step, error)
    work()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_task_interrupted_by_it_is_noted_as_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("set_successful", "set_failed"):
        fails_once(monkeypatch, DBTaskResult, name, OperationalError("server closed the connection"))
    work()
    assert DBTaskResult.objects.get().status == "FAILED"
