"""Tasks whose worker was killed half-way: without help they would stay “running” for ever."""

from datetime import timedelta

from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

AFTER = timedelta(hours=1)  # longer than any task of ours takes
MAX_ATTEMPTS = 3


class WorkerEnded(Exception):
    """The worker was killed each time it ran this task."""


def requeue() -> int:
    """Queue them again, or give them up; returns how many there were.

    Our tasks may run twice: emails, newsletters and payments are claimed by compare-and-set.
    """
    found = list(DBTaskResult.objects.running().filter(started_at__lte=timezone.now() - AFTER))
    for result in found:
        if len(result.worker_ids) >= MAX_ATTEMPTS:
            result.set_failed(WorkerEnded(f"Begun {MAX_ATTEMPTS} times and never finished"))
        else:
            running = DBTaskResult.objects.running().filter(pk=result.pk, started_at=result.started_at)
            running.update(status=TaskResultStatus.READY)
    return len(found)
