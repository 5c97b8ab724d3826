"""`/office/shop-settings/retention/`: what is deleted after which period, and how many rows go next."""

from datetime import datetime, time, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from shop.london import start_of
from shop.privacy.rules import by_heading, carry_out

AT: Final = time(3, 33)  # of the task shop.accounts.tasks.purge_personal_data


def next_run(now: datetime) -> datetime:
    """When the rules are carried out next."""
    today = timezone.localdate(now)
    since_midnight = timedelta(hours=AT.hour, minutes=AT.minute)
    nights = (start_of(day) + since_midnight for day in (today, today + timedelta(days=1)))
    return next(night for night in nights if night > now)


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Every rule with its period and how many rows are due by the next night; nothing is changed."""
    night = next_run(timezone.now())
    tables = [(heading, carry_out(rules, dry_run=True, now=night)) for heading, rules in by_heading().items()]
    return render(request, "backoffice/settings/retention.html", {"tables": tables, "night": night})
