"""A file of subscribers that is brought in by a task, and how far it is."""

from typing import ClassVar

from django.db import models


class SubscriberImport(models.Model):
    """One uploaded file: its rows until they are all read, and what became of them.

    `done` counts the good rows that are in the tables; it moves in the transaction that writes them, so a
    worker that is killed loses nothing and the next one doubles nothing.
    """

    WAITING, RUNNING, FINISHED, STOPPED = "waiting", "running", "finished", "stopped"
    STATES = (
        (WAITING, "Waiting for the worker"),
        (RUNNING, "Being read"),
        (FINISHED, "Finished"),
        (STOPPED, "Stopped"),
    )
    OPEN = (WAITING, RUNNING)

    name = models.CharField(max_length=200)
    content = models.BinaryField()  # emptied once everything is read: it holds addresses
    dry_run = models.BooleanField()
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)  # begun since it last moved
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    suppressed = models.PositiveIntegerField(default=0)
    # [row in the spreadsheet, what is wrong], in the order of the rows.
    faults = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether something is still to come by itself."""
        return self.state in self.OPEN
