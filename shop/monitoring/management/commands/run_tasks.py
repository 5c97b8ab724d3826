"""`manage.py run_tasks`: worker and scheduler in one process, which takes half of the memory of two."""

import io
import logging
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, NoReturn

from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.interval import IntervalTrigger
from crontask import conf, scheduler, utils

from shop.monitoring.management.commands import crontask
from shop.monitoring.management.commands.db_worker import Command as WorkerCommand

if TYPE_CHECKING:
    from redis.lock import Lock

logger = logging.getLogger(__name__)


class ThreadedScheduler(crontask.Command):
    """`manage.py crontask`, but signals are the worker's."""

    def launch_scheduler(self, lock: "Lock | None", scheduler: BaseScheduler) -> None:
        """As the base class does, without its handlers of signals."""
        every = IntervalTrigger(seconds=conf.get_settings().LOCK_REFRESH_INTERVAL)
        scheduler.add_job(utils.extend_lock, every, args=(lock, scheduler), name="crontask.utils.lock.extend")
        scheduler.start()

    def begin_again(self) -> NoReturn:
        """Let the worker finish its task; systemd then starts worker and scheduler again."""
        os.kill(os.getpid(), signal.SIGTERM)
        sys.exit()  # of this thread


class SchedulerThread(threading.Thread):
    """Without it nothing would be queued, so where it fails the worker ends, too."""

    def __init__(self) -> None:
        super().__init__(name="scheduler", daemon=True)
        self._command = ThreadedScheduler(stdout=io.StringIO())

    def run(self) -> None:
        try:
            self._command.handle(no_task_loading=False, no_heartbeat=True)
        except Exception:
            logger.exception("The scheduler has failed")
            self._command.begin_again()

    def stop(self) -> None:
        """End it, and give its lock back."""
        if scheduler.running:
            scheduler.shutdown(wait=False)
            self.join(timeout=5)


class Command(WorkerCommand):
    """The options of `db_worker`, which is for further workers."""

    help = "Run a task worker and the scheduler in one process."

    def handle(self, *, verbosity: int, queue_name: str, exclude_queues: str, **options: object) -> None:
        """Work until stopped."""
        scheduler = SchedulerThread()
        scheduler.start()
        try:
            super().handle(
                verbosity=verbosity, queue_name=queue_name, exclude_queues=exclude_queues, **options
            )
        finally:
            scheduler.stop()
