"""Whether the shop's own parts run: the worker, the schedule, emails, backups, the disk."""

from collections.abc import Iterator

from shop.backoffice.today.task import Task
from shop.monitoring.status import health


def running() -> Iterator[Task]:
    """What doesn't work, each with what to do; else one line that names what was looked at."""
    parts = health()
    broken = [Task(part.sentence, "", is_urgent=True) for part in parts if not part.is_ready]
    names = ", ".join(part.check.title.lower() for part in parts)
    yield from broken or [Task(f"All is well: {names}.")]
