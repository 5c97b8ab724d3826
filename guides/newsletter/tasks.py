"""The newsletter's scheduled jobs: crontask looks for them in each app's tasks.py."""

from crontask import cron
from django.tasks import task
from django.utils import timezone

from guides.newsletter.automations.advance import advance
from guides.newsletter.cms import import_runs
from guides.newsletter.sending import schedule, subjects


@cron("* * * * *")
@task
def resume_newsletters() -> None:
    """Every minute: newsletters that are due start, and those that stopped half-way go on."""
    schedule.resume()


@cron("* * * * *")
@task
def decide_subjects() -> int:
    """Every minute: where two subjects were tried long enough, the rest gets the better one."""
    return subjects.decide_due(now=timezone.now())


@cron("* * * * *")
@task
def resume_imports() -> None:
    """Every minute: imports whose worker stopped go on."""
    import_runs.resume()


@cron("*/10 * * * *")
@task
def advance_automations() -> int:
    """Every ten minutes: people enter automations, and their letters that are due are queued."""
    return advance(now=timezone.now())
