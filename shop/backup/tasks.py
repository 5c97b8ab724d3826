"""Scheduled tasks of backups. A failed one shows to staff as a failed task, with its reason in the log."""

from crontask import cron
from django.conf import settings
from django.tasks import task

from shop.backup.services import make_backup, try_newest


@cron("45 2 * * *")
@task
def store_backup() -> str:
    """Each night: store an encrypted backup of database and uploads where `BACKUP_TO` says."""
    return make_backup() if settings.BACKUP_TO else ""


@cron("45 4 2 * *")
@task
def drill() -> str:
    """Each month: restore the newest backup beside the shop, compare counts and sums, and throw it away."""
    return try_newest() if settings.BACKUP_TO else ""
