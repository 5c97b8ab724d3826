"""`manage.py run_tasks`: the scheduler beside the worker, in one process."""

import signal
from typing import Any

import pytest
from crontask import utils
from django.core.management import call_command

from shop.monitoring.heartbeats import SCHEDULER, WORKER, silence
from shop.monitoring.management.commands import crontask, run_tasks


class FakeScheduler:
    """Stands in for APScheduler, whose jobs would run on until the process ends."""

    running = False

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: []


@pytest.fixture(autouse=True)
def _no_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (crontask, run_tasks):
        monkeypatch.setattr(module, "scheduler", FakeScheduler())


@pytest.fixture
def signals(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    sent: list[int] = []
    monkeypatch.setattr("os.kill", lambda pid, number: sent.append(number))
    return sent


@pytest.mark.django_db(transaction=True)
def test_worker_and_scheduler_both_say_that_they_run(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    # A thread would have a connection of its own to a database in memory.
    monkeypatch.setattr(run_tasks.SchedulerThread, "start", run_tasks.SchedulerThread.run)
    call_command("run_tasks", queue_name="*", batch=True, startup_delay=False, verbosity=0)
    assert silence(WORKER) is not None
    assert silence(SCHEDULER) is not None


def test_a_scheduler_that_fails_ends_the_worker(signals: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*args: object, **kwargs: object) -> None:
        raise RuntimeError("a job can't be read")

    monkeypatch.setattr(run_tasks.ThreadedScheduler, "handle", failing)
    thread = run_tasks.SchedulerThread()
    with pytest.raises(SystemExit):
        thread.run()
    assert signals == [signal.SIGTERM]


def test_a_lost_lock_ends_the_worker_after_its_task(
    signals: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(*args: object) -> None:
        raise utils.LockError("not owned")

    monkeypatch.setattr(run_tasks.ThreadedScheduler, "launch_scheduler", losing)
    monkeypatch.setattr(crontask, "beat", lambda name: None)
    with pytest.raises(SystemExit):
        run_tasks.SchedulerThread().run()
    assert signals == [signal.SIGTERM]
