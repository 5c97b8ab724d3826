"""What the scheduler runs for the pages."""

from crontask import cron
from django.core.management import call_command
from django.tasks import task
from wagtail.models import Page


@cron("* * * * *")
@task
def publish_scheduled() -> None:
    """Every minute: pages whose time has come go live, and those whose time is over are taken off."""
    call_command("publish_scheduled", verbosity=0)


@task
def make_pictures(page_id: int) -> None:
    """Render a page once after it went live: its pictures are encoded now, not for its first reader."""
    page = Page.objects.live().filter(pk=page_id).first()
    if page:
        page.specific.make_preview_request()
