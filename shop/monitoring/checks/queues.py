"""Whether tasks and emails wait too long, and whether the email server takes emails."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timesince import timesince
from django_tasks_db.models import DBTaskResult

from shop.mail import outbox
from shop.monitoring.registry import Check

LATE = timedelta(minutes=10)


def _tasks() -> str:
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True)
    return _of_queue(oldest.first(), "task")


def _emails() -> str:
    return _of_queue(outbox.oldest_due(), "email")


def _of_queue(oldest: datetime | None, what: str) -> str:
    if oldest is None or timezone.now() - oldest <= LATE:
        return ""
    return f"The oldest {what} has been waiting for {timesince(oldest)}."


def _email_server() -> str:
    """Emails are tried again after a failure, so that none of them is due for long: count from the first."""
    since = outbox.server_away_since()
    if since is None or timezone.now() - since <= LATE:
        return ""
    return f"The email server hasn’t taken any email for {timesince(since)}. Emails stay in the queue."


CHECKS = (
    Check("tasks", "Tasks", "No task waits.", _tasks),
    Check("emails", "Emails", "No email waits.", _emails),
    Check("email-server", "Email server", "The email server takes emails.", _email_server),
)
