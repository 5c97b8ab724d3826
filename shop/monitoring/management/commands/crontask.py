"""`manage.py crontask`: django-crontask's scheduler, which says that it runs and outlives outages."""

import logging
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from apscheduler.triggers.interval import IntervalTrigger
from crontask import scheduler, utils
from crontask.management.commands import crontask
from django.db import close_old_connections
from redis.exceptions import RedisError

from shop.monitoring.database import until_it_answers
from shop.monitoring.heartbeats import EVERY, SCHEDULER, beat

logger = logging.getLogger(__name__)
LATE = 600  # seconds after its time a job is still started
PAUSE = 5  # seconds


class Command(crontask.Command):
    """One scheduler runs; another waits for its lock, and so does this one while Redis is away."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Queue what is due until stopped."""
        self._prepare(options)
        while not self._has_run():
            time.sleep(PAUSE)

    def _prepare(self, options: dict[str, Any]) -> None:
        """APScheduler skips what is a second late, which a busy machine often is."""
        scheduler.configure(job_defaults={"misfire_grace_time": LATE, "coalesce": True})
        if not options["no_task_loading"]:
            self.load_tasks(options)
        for job in scheduler.get_jobs():
            job.modify(func=partial(surely, job.func))
        if not options["no_heartbeat"]:
            self.stdout.write("The heartbeat is always on.")
        every = IntervalTrigger(seconds=int(EVERY))
        scheduler.add_job(partial(surely, partial(beat, SCHEDULER)), every, name="heartbeat")

    def _has_run(self) -> bool:
        """Run under the lock; False where another scheduler has it, or Redis doesn't answer."""
        was_running = False
        try:
            with utils.lock as lock:
                was_running = True
                beat(SCHEDULER)
                self.launch_scheduler(lock, scheduler)
        except (RedisError, utils.LockError) as error:
            logger.warning("The scheduler waits for its lock: %s", error)
            if was_running:  # its jobs are gone with it: begin anew
                os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606
            return False
        return True


def surely(deed: Callable[[], object]) -> None:
    """Do it in a thread of the scheduler, whose connection may be older than the database's last restart."""
    close_old_connections()
    until_it_answers(deed)
