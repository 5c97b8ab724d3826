"""What the newsletter does outside requests: sending issues, rendering PDFs, forgetting what is due."""

from crontask import cron
from django.core.management import call_command
from django.tasks import task

from guides.newsletter.cms import import_runs
from guides.newsletter.lead_magnet.pdf import publish
from guides.newsletter.models import FreeGuide, Newsletter
from guides.newsletter.sending import delivery, schedule


@task
def make_pdf(guide_id: int) -> None:
    """Render a published guide."""
    if guide := FreeGuide.objects.filter(pk=guide_id, live=True).first():
        publish(guide)


@task
def begin_newsletter(newsletter_id: int) -> None:
    """Make a newsletter's rows and start its lanes."""
    schedule.begin(newsletter=Newsletter.objects.get(pk=newsletter_id))


@task
def send_some(newsletter_id: int, lane: int, run: int) -> None:
    """Send from one lane for a while, then make room for other tasks and come again."""
    ours = Newsletter.objects.filter(pk=newsletter_id, run=run, state=Newsletter.SENDING)
    if newsletter := ours.first():
        if delivery.send_some(newsletter=newsletter, lane=lane):
            send_some.enqueue(newsletter_id, lane, run)
        else:
            schedule.finish(newsletter)


@cron("* * * * *")
@task
def resume_newsletters() -> None:
    """Every minute: newsletters that are due start, and those that stopped half-way go on."""
    schedule.resume()


@task
def import_some(import_id: int) -> None:
    """Bring in rows of a file for a while, then make room for other tasks and come again."""
    if import_runs.take_some(import_id):
        import_some.enqueue(import_id)


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
