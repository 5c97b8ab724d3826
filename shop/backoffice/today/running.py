"""Whether the shop's own parts run: the worker, the schedule, emails, backups, the disk."""

from collections.abc import Iterator

from shop.backoffice.today.task import Task
from shop.monitoring.status import Part, health, task_problems


def stopped() -> Iterator[Task]:
    """What has stopped and shopkeepers see the effects of, and tasks that failed."""
    yield from _broken(health(public_only=True))
    for problem in task_problems():
        yield Task(problem, "", is_urgent=True)


def running() -> Iterator[Task]:
    """What else doesn't work; if nothing is broken, one line that names what was looked at."""
    parts = health()
    yield from _broken([part for part in parts if not part.check.is_public])
    if all(part.is_ready for part in parts):
        names = ", ".join(part.check.title.lower() for part in parts)
        yield Task(f"All is well: {names}.")


def _broken(parts: list[Part]) -> Iterator[Task]:
    for part in parts:
        if not part.is_ready:
            yield Task(part.sentence, "", is_urgent=True)
