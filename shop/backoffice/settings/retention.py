"""`/office/shop-settings/retention/`: what is deleted after which period, and how many rows go next."""

from datetime import datetime

from crontask import scheduler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from shop.accounts.tasks import purge_personal_data
from shop.privacy.rules import by_heading, carry_out


def next_run(now: datetime) -> datetime:
    """When the scheduler carries out the rules next, after this moment."""
    jobs = scheduler.get_jobs()
    trigger = next(job.trigger for job in jobs if job.name == purge_personal_data.name)
    night: datetime = trigger.get_next_fire_time(now, now)
    return night


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Every rule with its period and how many rows are due by the next night; nothing is changed."""
    night = next_run(timezone.now())
    tables = [(heading, carry_out(rules, dry_run=True, now=night)) for heading, rules in by_heading().items()]
    return render(request, "backoffice/settings/retention.html", {"tables": tables, "night": night})
