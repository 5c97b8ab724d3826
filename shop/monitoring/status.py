"""The state of the shop in words: for `/readyz`, the back office, `manage.py doctor` and alerts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shop.monitoring.interrupted_tasks import AFTER
from shop.monitoring.registry import Check, all_checks

RECENT = timedelta(days=1)
DATABASE = Check("database", "Database", "The database answers.", lambda: "")


@dataclass(frozen=True)
class Part:
    """The result of a check; `problem` is a sentence for the owner, empty while all is well."""

    check: Check
    problem: str

    @property
    def name(self) -> str:
        """Such as `worker`: stable, for programs."""
        return self.check.name

    @property
    def is_ready(self) -> bool:
        return not self.problem

    @property
    def sentence(self) -> str:
        """What to tell the owner, good or bad."""
        return self.problem or self.check.fine


def health(*, public_only: bool = False) -> list[Part]:
    """All results; only the database's if it is down, since the other checks need it.

    Changes nothing and sends nothing: a dozen small queries. `public_only` leaves out what strangers must
    not learn, such as payments in review.
    """
    checks = [check for check in all_checks() if check.is_public or not public_only]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return [Part(DATABASE, ""), *(Part(check, check.problem()) for check in checks)]
    except DatabaseError as error:
        return [Part(DATABASE, f"The database doesn’t answer: {type(error).__name__}.")]


def task_problems() -> Iterator[str]:
    """Sentences for staff on tasks that failed or stuck."""
    since = timezone.now() - RECENT
    if failed := DBTaskResult.objects.failed().filter(finished_at__gte=since).count():
        yield f"{failed} task{'s'[: failed > 1]} failed in the last 24 hours: the log says why."
    if stuck := DBTaskResult.objects.running().filter(started_at__lte=timezone.now() - AFTER).count():
        yield f"{stuck} task{'s'[: stuck > 1]} began more than an hour ago and didn’t end: queued again soon."
