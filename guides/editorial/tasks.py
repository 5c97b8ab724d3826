"""Scheduled tasks of the editorial room."""

from crontask import cron
from django.conf import settings
from django.tasks import task
from django.utils import timezone

from guides.editorial.analytics.page_views import forget_old
from guides.editorial.importing import runs
from guides.editorial.outside_links import checking
from guides.editorial.review_reminders import remind


@cron("25 3 * * *")
@task
def forget_old_counts() -> None:
    """Every night: delete page view counts that are too old for any report."""
    forget_old(timezone.localdate())


@cron("* * * * *")
@task
def resume_guide_imports() -> None:
    """Every minute: imports of guides whose worker stopped go on."""
    runs.resume()


@cron("35 3 * * *")
@task
def forget_old_imports() -> None:
    """Every night: delete uploads of guides that nobody made drafts of."""
    runs.forget_old()


@cron("45 4 * * *")
@task
def collect_outside_links() -> None:
    """Every night: note which other sites published texts lead to."""
    checking.collect()


@cron("*/10 * * * *")
@task
def check_outside_links() -> None:
    """Every ten minutes: ask a few other sites whether links to them still lead somewhere."""
    if not settings.DEMO:  # a demo may be without the internet, where every link would be dead
        checking.check_due(now=timezone.now())


@cron("5 7 * * *")
@task
def remind_of_reviews() -> None:
    """Every morning: email editors about guides that are due for review."""
    remind(timezone.localdate())
