"""The task worker of django-tasks-db with a heartbeat; it survives restarts of the database."""

import time

from django.db import OperationalError, close_old_connections
from django.tasks import TaskResultStatus
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from shop.monitoring.database import CONNECTION_ERRORS, retry_until_available
from shop.monitoring.heartbeats import WORKER, beat
from shop.monitoring.moved_tasks import current_path
from shop.monitoring.watching import look_each_minute


class Worker(db_worker.Worker):
    """Runs queued tasks until it is stopped or has reached the limits of its options."""

    interrupted: tuple[DBTaskResult, Exception] | None = None

    def run(self) -> None:
        """Run one task after another."""
        while self.running and not self._reached_limit():
            had_work = retry_until_available(self._step)
            if not had_work:
                if self.batch:
                    return
                if self.running:
                    time.sleep(self.interval)

    def _reached_limit(self) -> bool:
        return self.max_tasks is not None and self._run_tasks >= self.max_tasks

    def _step(self) -> bool:
        """Run the next task; False if none is due."""
        close_old_connections()
        beat(WORKER)
        look_each_minute()
        self._fail_interrupted()
        found = self._claim_next()
        if found is None:
            return False
        try:
            self.run_task(found)
        except CONNECTION_ERRORS as error:
            self.interrupted = (found, error)
            raise
        return True

    def _claim_next(self) -> DBTaskResult | None:
        try:
            with exclusive_transaction(DBTaskResult.objects.db):
                found = self._due().get_locked()
                if found:
                    found.task_path = current_path(found.task_path)
                    found.claim(self.worker_id)
                return found
        except OperationalError as error:
            if is_locked_database_exception(error):  # SQLite: try again later
                return None
            raise

    def _due(self) -> DBTaskResultQuerySet:
        tasks = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not self.process_all_queues:
            tasks = tasks.filter(queue_name__in=self.queue_names)
        return tasks.exclude(queue_name__in=self.excluded_queue_names)

    def _fail_interrupted(self) -> None:
        """Mark a task as failed that was running when the database went down."""
        if self.interrupted:
            result, error = self.interrupted
            result.refresh_from_db()
            if result.status == TaskResultStatus.RUNNING:
                result.set_failed(error)
            self.interrupted = None
