"""Figures of queue, emails and processes for Prometheus."""

from datetime import datetime

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shop.mail import outbox
from shop.monitoring import heartbeats, status
from shop.monitoring.figures import Figure
from shop.monitoring.heartbeats import SCHEDULER, WORKER

NEVER = float("inf")  # so that alerts on an age see it


def _age(since: datetime | None) -> float:
    return max((timezone.now() - since).total_seconds(), 0) if since else 0


def _tasks() -> dict[str, float]:
    rows = DBTaskResult.objects
    failed = rows.failed().filter(finished_at__gte=timezone.now() - status.RECENT)
    return {
        "waiting": rows.ready().count(),
        "running": rows.running().count(),
        "failed_today": failed.count(),
    }


def _oldest_task() -> float:
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True)
    return _age(oldest.first())


def _emails() -> dict[str, float]:
    return {"owed": outbox.owed().count(), "for_staff": outbox.needing_staff().count()}


def _heartbeats() -> dict[str, float]:
    silent = {name: heartbeats.silence(name) for name in (WORKER, SCHEDULER)}
    return {name: NEVER if since is None else since.total_seconds() for name, since in silent.items()}


def _parts() -> dict[str, float]:
    return {part.name: float(part.is_ready) for part in status.health()}


FIGURES = (
    Figure("plainsong_tasks", "Tasks in the queue, and failed ones of the last 24 hours", _tasks, "state"),
    Figure("plainsong_oldest_task_seconds", "Age of the oldest task that waits", _oldest_task),
    Figure("plainsong_emails", "Emails that are queued, and that need a person", _emails, "state"),
    Figure(
        "plainsong_oldest_email_seconds",
        "How long the oldest email is due",
        lambda: _age(outbox.oldest_due()),
    ),
    Figure(
        "plainsong_heartbeat_age_seconds", "Time since a process last said it runs", _heartbeats, "process"
    ),
    Figure("plainsong_part_ready", "1 while a part of /readyz works, else 0", _parts, "part"),
)
