"""Nightly clean-up tasks."""

from crontask import cron
from django.core.management import call_command
from django.tasks import task, task_backends
from django_tasks_db import DatabaseBackend

from shop.search_engine.statistics import refresh_statistics


@cron("17 3 * * *")
@task
def clear_away() -> None:
    """Each night: delete old task results, refresh search statistics."""
    refresh_statistics()
    if isinstance(task_backends["default"], DatabaseBackend):
        call_command("prune_db_task_results", verbosity=0)


@cron("33 3 * * *")
@task
def purge_personal_data() -> None:
    """Each night: carry out every retention rule of every app."""
    call_command("purge_personal_data", verbosity=0)
