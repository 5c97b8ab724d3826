"""What the scheduler runs for the pages."""

from crontask import cron
from django.core.management import call_command
from django.tasks import task


@cron("* * * * *")
@task
def publish_scheduled() -> None:
    """Every minute: pages whose time has come go live, and those whose time is over go."""
    call_command("publish_scheduled", verbosity=0)
