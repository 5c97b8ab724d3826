"""Writing and reading signs of life."""

from datetime import timedelta
from time import monotonic

from django.utils import timezone

from shop.monitoring.models import Heartbeat

WORKER, SCHEDULER = "worker", "scheduler"
EVERY = 20.0  # seconds
DEAD_AFTER = timedelta(minutes=5)  # a long task may keep a worker busy for minutes
_written: dict[str, float] = {}


def beat(name: str) -> None:
    """Say that a process runs; written at most every twenty seconds."""
    now = monotonic()
    if now - _written.get(name, -EVERY) >= EVERY:
        Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now()})
        _written[name] = now


def silence(name: str) -> timedelta | None:
    """For how long a process has said nothing; None where it never has."""
    last = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return timezone.now() - last if last else None
