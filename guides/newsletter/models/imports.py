"""Imports of subscriber files, with their progress."""

from typing import ClassVar

from django.db import models


class SubscriberImport(models.Model):
    """An uploaded file, and the results of its import.

    `done` counts the valid rows that are stored. It changes in the transaction that stores them, so a killed
    worker loses nothing and the next one repeats nothing.
    """

    CHOOSING, WAITING, RUNNING = "choosing", "waiting", "running"
    FINISHED, STOPPED = "finished", "stopped"
    STATES = (
        (CHOOSING, "Columns to be chosen"),
        (WAITING, "Waiting for the worker"),
        (RUNNING, "Being read"),
        (FINISHED, "Finished"),
        (STOPPED, "Stopped"),
    )
    OPEN = (WAITING, RUNNING)

    name = models.CharField(max_length=200)
    content = models.BinaryField()  # emptied when the import is finished, as it contains addresses
    # Which of its columns is what (cms/import_columns.py); empty for a file with our own headings.
    columns = models.JSONField(default=dict, null=True)
    dry_run = models.BooleanField()
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    tries = models.PositiveSmallIntegerField(default=0)  # tasks begun since the last progress
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    suppressed = models.PositiveIntegerField(default=0)
    # [row number in the file, error], in the order of the rows.
    faults = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether the import will continue by itself."""
        return self.state in self.OPEN


class RememberedColumns(models.Model):
    """What was chosen for a file with these headings, offered again for the next one."""

    headings = models.CharField(max_length=64, unique=True)  # a hash of the list of headings
    columns = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.headings[:8]
