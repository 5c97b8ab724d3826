"""Tasks for pages: scheduled publishing and pictures."""

from crontask import cron
from django.core.management import call_command
from django.tasks import task
from wagtail.models import Page


@cron("* * * * *")
@task
def publish_scheduled() -> None:
    """Every minute: publish scheduled pages and unpublish expired ones."""
    call_command("publish_scheduled", verbosity=0)


@task
def make_pictures(page_id: int) -> None:
    """Render a page after it went live, so that its pictures are encoded before the first visit."""
    page = Page.objects.live().filter(pk=page_id).first()
    if page:
        page.specific.make_preview_request()
