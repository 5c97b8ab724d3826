"""Checks that the newest backup is of last night, and that one was restored this month."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings

from shop.backup import store
from shop.backup.services import DRILL
from shop.deployment.findings import Finding, ok, wrong
from shop.monitoring.heartbeats import silence

OLDEST = timedelta(hours=36)
OLDEST_DRILL = timedelta(days=40)


def check() -> Iterator[Finding]:
    """Their age, and the drill's."""
    if not settings.BACKUP_TO:
        yield wrong("No backups are made: BACKUP_TO is empty", "Name a folder on another disk, or a bucket")
        return
    yield _newest()
    tried = silence(DRILL)
    if tried is None or tried > OLDEST_DRILL:
        yield wrong("No backup has been tried for a month", "manage.py restore_drill")
    else:
        yield ok(f"A backup was restored and compared {tried.days} days ago")


def _newest() -> Finding:
    names = store.stored()
    if not names:
        return wrong("There is no backup yet", "manage.py backup")
    hours = store.age(names[0]) // timedelta(hours=1)
    text = f"The newest of {len(names)} backups is {hours} hours old"
    return (
        ok(text) if store.age(names[0]) <= OLDEST else wrong(text, "The worker’s log says why none was made")
    )
