"""Tasks that were queued before an upgrade run after it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.tasks import Task, TaskResultStatus
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from guides.editorial.tasks import forget_old_counts
from shop.monitoring.moved_tasks import MOVED, current_path

# Every task's path in release 0.1.0, from its source.
QUEUED_BEFORE = (Path(__file__).parent / "task_paths_0_1_0.txt").read_text().split()


@pytest.mark.parametrize("path", QUEUED_BEFORE)
def test_every_task_of_the_last_release_is_found(path: str) -> None:
    assert isinstance(import_string(current_path(path)), Task)


def test_only_paths_that_are_gone_are_mapped() -> None:
    assert set(MOVED) <= set(QUEUED_BEFORE)
    for path in MOVED:
        with pytest.raises(ImportError):
            import_string(path)


@pytest.mark.django_db(transaction=True)
def test_a_row_with_an_old_path_runs(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    forget_old_counts.enqueue()
    DBTaskResult.objects.update(task_path="guides.desk.tasks.forget_old_counts")
    call_command("db_worker", queue_name="*", batch=True, startup_delay=False, verbosity=0)
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
