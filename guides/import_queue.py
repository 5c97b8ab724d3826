"""Imports that run in tasks: their columns, and how one goes on after a worker stopped."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone

QUIET = timedelta(minutes=2)  # far longer than one step takes
MAX_TRIES = 3

Enqueue = Callable[[int], object]


class ImportRun(models.Model):
    """An uploaded file and how far its import is: `done` of `total`, and when the last step was."""

    WAITING, RUNNING, FINISHED, STOPPED = "waiting", "running", "finished", "stopped"
    STATES: tuple[tuple[str, str], ...] = (
        (WAITING, "Waiting for the worker"),
        (RUNNING, "Being read"),
        (FINISHED, "Finished"),
        (STOPPED, "Stopped"),
    )
    OPEN = (WAITING, RUNNING)

    name = models.CharField(max_length=200)
    content = models.BinaryField()  # emptied once it is no longer needed: it may hold addresses
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)  # tasks begun since the last progress
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether the import will continue by itself."""
        return self.state in self.OPEN


def resume[M: ImportRun](open_runs: QuerySet[M], *, stopped: str, enqueue: Enqueue, quiet: timedelta) -> int:
    """Restart those that made no progress for a while; returns how many.

    After three tries without a step they get the state `stopped`.
    """
    still = open_runs.filter(moved_at__lte=timezone.now() - quiet)
    still.filter(tries__gte=MAX_TRIES).update(state=stopped)
    keys = list(still.values_list("pk", flat=True))
    for key in keys:
        open_runs.filter(pk=key).update(moved_at=timezone.now())  # the next minute is too soon
        enqueue(key)
    return len(keys)


@transaction.atomic
def go_on[M: ImportRun](stopped_run: QuerySet[M], *, waiting: str, enqueue: Callable[[], object]) -> None:
    """Continue a stopped import; one that isn't stopped any more stays as it is."""
    if stopped_run.update(state=waiting, tries=0, moved_at=timezone.now()):
        transaction.on_commit(enqueue)
