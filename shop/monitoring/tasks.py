"""The scheduled task that queues interrupted tasks again."""

from crontask import cron
from django.tasks import task

from shop.monitoring import interrupted_tasks


@cron("15 * * * *")
@task
def requeue_interrupted() -> int:
    """Each hour: queue tasks again whose worker was killed, three times at most."""
    return interrupted_tasks.requeue()
