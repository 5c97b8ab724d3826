"""Whether the worker and the scheduler run."""

from django.utils import timezone
from django.utils.timesince import timesince

from shop.monitoring import heartbeats
from shop.monitoring.heartbeats import DEAD_AFTER, SCHEDULER, WORKER
from shop.monitoring.registry import Check


def _worker() -> str:
    return _of_process(WORKER, "The task worker", "Emails, search and pictures wait for it.")


def _scheduler() -> str:
    return _of_process(SCHEDULER, "The scheduler", "Scheduled jobs aren’t running.")


def _of_process(name: str, title: str, consequence: str) -> str:
    silence = heartbeats.silence(name)
    if silence is None:
        return f"{title} has never run. {consequence}"
    if silence <= DEAD_AFTER:
        return ""
    return f"{title} hasn’t answered for {timesince(timezone.now() - silence)}. {consequence}"


CHECKS = (
    Check(WORKER, "Task worker", "The task worker runs.", _worker),
    Check(SCHEDULER, "Scheduler", "The scheduler runs.", _scheduler),
)
