"""What runs by the clock for the other tasks."""

from crontask import cron
from django.tasks import task

from shop.monitoring import interrupted_tasks


@cron("15 * * * *")
@task
def requeue_interrupted() -> int:
    """Each hour: tasks whose worker was killed half-way are queued again, three times at most."""
    return interrupted_tasks.requeue()
