"""What the scheduler runs for marketers."""

from crontask import cron
from django.tasks import task
from django.utils import timezone

from guides.editorial.analytics.page_views import forget_old
from guides.editorial.review_reminders import remind


@cron("25 3 * * *")
@task
def forget_old_counts() -> None:
    """Each night: page counts that no report shows any more are deleted."""
    forget_old(timezone.localdate())


@cron("5 7 * * *")
@task
def remind_of_reviews() -> None:
    """Each morning: editors are emailed which guides are due for review."""
    remind(timezone.localdate())
