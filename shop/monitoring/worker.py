"""The task worker: as django-tasks-db's, but it says that it runs and outlives its database's restarts."""

import time
from typing import Any

from django.db import OperationalError, close_old_connections
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from shop.monitoring.database import GONE, until_it_answers
from shop.monitoring.heartbeats import WORKER, beat
from shop.monitoring.moved_tasks import current_path


class Worker(db_worker.Worker):
    """One worker; `run` returns when it is asked to stop, or by its options."""

    interrupted: tuple[DBTaskResult, Exception] | None = None

    def run(self) -> None:
        """Take one task after another."""
        while self.running and not self._has_done_enough():
            had_work = until_it_answers(self._step)
            if not had_work:
                if self.batch:
                    return
                if self.running:
                    time.sleep(self.interval)

    def _has_done_enough(self) -> bool:
        return self.max_tasks is not None and self._run_tasks >= self.max_tasks

    def _step(self) -> bool:
        """Run the next task; False where none is due."""
        close_old_connections()
        beat(WORKER)
        self._note_interrupted()
        found = self._claimed()
        if found is None:
            return False
        try:
            self.run_task(found)
        except GONE as error:
            self.interrupted = (found, error)
            raise
        return True

    def _claimed(self) -> DBTaskResult | None:
        try:
            with exclusive_transaction(DBTaskResult.objects.db):
                found = self._due().get_locked()
                if found:
                    found.task_path = current_path(found.task_path)
                    found.claim(self.worker_id)
                return found
        except OperationalError as error:
            if is_locked_database_exception(error):  # SQLite; it unlocks by itself
                return None
            raise

    def _due(self) -> Any:
        tasks = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not self.process_all_queues:
            tasks = tasks.filter(queue_name__in=self.queue_names)
        return tasks.exclude(queue_name__in=self.excluded_queue_names)

    def _note_interrupted(self) -> None:
        """The database went away while a task ran, so that its end couldn't be written then."""
        if self.interrupted:
            result, error = self.interrupted
            result.refresh_from_db()
            if result.status == TaskResultStatus.RUNNING:
                result.set_failed(error)
            self.interrupted = None
