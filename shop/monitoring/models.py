"""The tables of heartbeats and incidents."""

from typing import ClassVar

from django.db import models

from shop.london import london


class Heartbeat(models.Model):
    """The last heartbeat of a process; all workers share one row."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {london(self.at, '%Y-%m-%d %H:%M:%S')}"


class Incident(models.Model):
    """A problem from its beginning to its end; the owner gets an email about each. No personal data."""

    name = models.CharField(max_length=40, help_text="The check, such as worker.")
    problem = models.CharField(max_length=250)
    began_at = models.DateTimeField()
    fine_since = models.DateTimeField(null=True, help_text="Fine again, but not yet for long enough.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(ended_at=None), name="monitoring_one_open_incident"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} since {london(self.began_at, '%Y-%m-%d %H:%M:%S')}"
