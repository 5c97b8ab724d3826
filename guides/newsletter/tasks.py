"""The newsletter's scheduled jobs, and the path under which its other tasks are queued (task_path.py)."""

from crontask import cron
from django.core.management import call_command
from django.tasks import task

from guides.newsletter.cms import import_runs
from guides.newsletter.cms.import_runs import import_some
from guides.newsletter.lead_magnet.tasks import make_pdf
from guides.newsletter.sending import schedule
from guides.newsletter.sending.schedule import begin_newsletter
from guides.newsletter.sending.worker import send_some

__all__ = ["begin_newsletter", "import_some", "make_pdf", "send_some"]


@cron("* * * * *")
@task
def resume_newsletters() -> None:
    """Every minute: newsletters that are due start, and those that stopped half-way go on."""
    schedule.resume()


@cron("* * * * *")
@task
def resume_imports() -> None:
    """Every minute: imports whose worker stopped go on."""
    import_runs.resume()


@cron("41 3 * * *")
@task
def purge_newsletter() -> None:
    """Each night: addresses and records whose time is over are deleted."""
    call_command("purge_newsletter")
