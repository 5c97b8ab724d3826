"""What is cleared away each night."""

from crontask import cron
from django.core.management import call_command
from django.tasks import task, task_backends
from django_tasks_db import DatabaseBackend

from shop.search_engine.statistics import refresh_statistics


@cron("17 3 * * *")
@task
def clear_away() -> None:
    """Each night: ended sessions and results of finished tasks are deleted, search statistics renewed."""
    call_command("clearsessions")
    refresh_statistics()
    if isinstance(task_backends["default"], DatabaseBackend):
        call_command("prune_db_task_results", verbosity=0)


@cron("33 3 * * *")
@task
def purge_personal_data() -> None:
    """Each night: alerts, baskets, histories and names in orders whose time is over are deleted."""
    call_command("purge_personal_data", verbosity=0)
