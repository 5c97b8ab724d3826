"""Checks the services that the shop needs: database, worker, scheduler, task queue, outbox."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.timesince import timesince
from django_tasks_db.models import DBTaskResult

from shop.mail import outbox
from shop.monitoring import heartbeats
from shop.monitoring.heartbeats import DEAD_AFTER, SCHEDULER, WORKER
from shop.monitoring.interrupted_tasks import AFTER

LATE = timedelta(minutes=10)  # for the oldest due task or email
RECENT = timedelta(days=1)


@dataclass(frozen=True)
class Part:
    """One service; `problem` is a sentence for staff, empty while it works."""

    name: str
    problem: str

    @property
    def is_ready(self) -> bool:
        return not self.problem


def parts() -> list[Part]:
    """All services; only the database if it is down, since the other checks need it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return [Part("database", ""), *(Part(name, check()) for name, check in CHECKS.items())]
    except DatabaseError as error:
        return [Part("database", f"The database doesn’t answer: {type(error).__name__}.")]


def _worker() -> str:
    return _of_process(WORKER, "The task worker", "Emails, search and pictures wait for it.")


def _scheduler() -> str:
    return _of_process(SCHEDULER, "The scheduler", "Scheduled jobs aren’t running.")


def _of_process(name: str, title: str, consequence: str) -> str:
    silence = heartbeats.silence(name)
    if silence is None:
        return f"{title} has never run. {consequence}"
    if silence <= DEAD_AFTER:
        return ""
    return f"{title} hasn’t answered for {timesince(timezone.now() - silence)}. {consequence}"


def _tasks() -> str:
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True)
    return _of_queue(oldest.first(), "task")


def _emails() -> str:
    return _of_queue(outbox.oldest_due(), "email")


def _of_queue(oldest: datetime | None, what: str) -> str:
    if oldest is None or timezone.now() - oldest <= LATE:
        return ""
    return f"The oldest {what} has been waiting for {timesince(oldest)}."


CHECKS: dict[str, Callable[[], str]] = {
    WORKER: _worker,
    SCHEDULER: _scheduler,
    "tasks": _tasks,
    "emails": _emails,
}


def for_staff() -> Iterator[str]:
    """Sentences on current problems, for each page of the dashboard."""
    yield from (part.problem for part in parts() if part.problem)
    since = timezone.now() - RECENT
    if failed := DBTaskResult.objects.failed().filter(finished_at__gte=since).count():
        yield f"{failed} task{'s'[: failed > 1]} failed in the last 24 hours: the log says why."
    if stuck := DBTaskResult.objects.running().filter(started_at__lte=timezone.now() - AFTER).count():
        yield f"{stuck} task{'s'[: stuck > 1]} began more than an hour ago and didn’t end: queued again soon."
