"""Heartbeats of the worker and the scheduler."""

from datetime import timedelta
from time import monotonic

from django.utils import timezone

from shop.monitoring.models import Heartbeat

WORKER, SCHEDULER = "worker", "scheduler"
INTERVAL = 20.0  # seconds
DEAD_AFTER = timedelta(minutes=5)  # a long task may keep a worker busy for minutes
_last_beat: dict[str, float] = {}


def beat(name: str) -> None:
    """Record that a process runs; stored at most every twenty seconds."""
    now = monotonic()
    if now - _last_beat.get(name, -INTERVAL) >= INTERVAL:
        Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now()})
        _last_beat[name] = now


def silence(name: str) -> timedelta | None:
    """The time since the last heartbeat of a process; None if it has never run."""
    last = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return timezone.now() - last if last else None
