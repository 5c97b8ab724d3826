"""Imports of subscriber files, with their progress."""

from django.db import models

from guides.import_queue import ImportRun


class SubscriberImport(ImportRun):
    """An uploaded file, and the results of its import.

    `done` counts the valid rows that are stored. It changes in the transaction that stores them, so a killed
    worker loses nothing and the next one repeats nothing.
    """

    CHOOSING = "choosing"
    STATES = ((CHOOSING, "Columns to be chosen"), *ImportRun.STATES)

    # `content` is emptied when the import is finished, as it contains addresses.
    state = models.CharField(max_length=8, choices=STATES, default=ImportRun.WAITING)
    # Which of its columns is what (cms/import_columns.py); empty for a file with our own headings.
    columns = models.JSONField(default=dict, null=True)
    dry_run = models.BooleanField()
    added = models.PositiveIntegerField(default=0)
    already = models.PositiveIntegerField(default=0)
    suppressed = models.PositiveIntegerField(default=0)
    # [row number in the file, error], in the order of the rows.
    faults = models.JSONField(default=list)


class RememberedColumns(models.Model):
    """What was chosen for a file with these headings, offered again for the next one."""

    headings = models.CharField(max_length=64, unique=True)  # a hash of the list of headings
    columns = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.headings[:8]
