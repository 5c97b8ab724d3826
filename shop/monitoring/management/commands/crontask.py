"""`manage.py crontask`: django-crontask's scheduler with a heartbeat; it survives outages."""

import logging
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from apscheduler.triggers.interval import IntervalTrigger
from crontask import conf, scheduler, utils
from crontask.management.commands import crontask
from django.db import close_old_connections

from shop.monitoring.database import retry_until_available
from shop.monitoring.heartbeats import INTERVAL, SCHEDULER, beat
from shop.monitoring.watching import SECONDS, look_each_minute

logger = logging.getLogger(__name__)
MAX_DELAY = 600  # seconds after which a missed job is skipped
PAUSE = 5  # seconds


class Command(crontask.Command):
    """Only one scheduler runs; others wait for its lock. While Redis is down, all wait."""

    def handle(self, *args: object, **options: object) -> None:
        """Queue due tasks until stopped."""
        self._prepare(options)
        while not self._has_run():
            time.sleep(PAUSE)

    def _prepare(self, options: dict[str, Any]) -> None:
        """Load the jobs. By default APScheduler skips jobs that are a second late."""
        scheduler.configure(job_defaults={"misfire_grace_time": MAX_DELAY, "coalesce": True})
        if not options["no_task_loading"]:
            self.load_tasks(options)
        for job in scheduler.get_jobs():
            job.modify(func=partial(run_with_retry, job.func))
        if not options["no_heartbeat"]:
            self.stdout.write("The heartbeat is always on.")
        every = IntervalTrigger(seconds=int(INTERVAL))
        scheduler.add_job(partial(run_with_retry, partial(beat, SCHEDULER)), every, name="heartbeat")
        look = partial(run_with_retry, look_each_minute)
        scheduler.add_job(look, IntervalTrigger(seconds=SECONDS), name="watch")

    def _has_run(self) -> bool:
        """Run with the lock; False if another scheduler holds it or Redis doesn't answer."""
        was_running = False
        try:
            with utils.lock as lock:
                was_running = True
                beat(SCHEDULER)
                self.launch_scheduler(lock, scheduler)
        except lock_errors() as error:
            logger.warning("The scheduler waits for its lock: %s", error)
            if was_running:  # APScheduler can't restart a stopped scheduler
                self.begin_again()
            return False
        return True

    def begin_again(self) -> NoReturn:
        """Start this program anew."""
        os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606


def lock_errors() -> tuple[type[Exception], ...]:
    """What asking for the lock may raise. Redis is loaded only where it holds the lock: it takes 5 MB."""
    if not conf.get_settings().REDIS_URL:
        return (utils.LockError,)
    from redis.exceptions import RedisError

    return RedisError, utils.LockError


def run_with_retry(action: Callable[[], object]) -> None:
    """Run a job. The thread's database connection may be older than the last restart of the database."""
    close_old_connections()
    retry_until_available(action)
