"""`manage.py db_worker`: django-tasks-db's command with our worker."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from shop.monitoring.worker import Worker


class Command(db_worker.Command):
    """The same options except `--reload`, which would stop running tasks."""

    help = "Run a task worker that reports a heartbeat and survives database restarts."

    def handle(self, *, verbosity: int, queue_name: str, exclude_queues: str, **options: Any) -> None:
        """Work until stopped, or until idle with `--batch`."""
        self.configure_logging(verbosity)
        names = ("interval", "batch", "backend_name", "startup_delay", "max_tasks", "worker_id")
        worker = Worker(
            queue_names=queue_name.split(","),
            excluded_queue_names=exclude_queues.split(",") if exclude_queues else [],
            **{name: options[name] for name in names},
        )
        worker.configure_signals()
        worker.run()
