"""Queues tasks again whose worker was killed. Otherwise they would stay “running” forever."""

from datetime import timedelta

from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

AFTER = timedelta(hours=1)  # longer than any task takes
MAX_ATTEMPTS = 3


class WorkerEnded(Exception):
    """The worker was killed at every attempt to run the task."""


def requeue() -> int:
    """Queue interrupted tasks again, or mark them as failed after three attempts; returns how many.

    Tasks may run twice: they lease emails, newsletters and payments by compare-and-set.
    """
    found = list(DBTaskResult.objects.running().filter(started_at__lte=timezone.now() - AFTER))
    for result in found:
        if len(result.worker_ids) >= MAX_ATTEMPTS:
            result.set_failed(WorkerEnded(f"Begun {MAX_ATTEMPTS} times and never finished"))
        else:
            running = DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at)
            running.update(status=TaskResultStatus.READY)
    return len(found)
