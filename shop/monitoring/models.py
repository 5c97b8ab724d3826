"""The table of heartbeats."""

from django.db import models

from shop.london import london


class Heartbeat(models.Model):
    """The last heartbeat of a process; all workers share one row."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {london(self.at, '%Y-%m-%d %H:%M:%S')}"
