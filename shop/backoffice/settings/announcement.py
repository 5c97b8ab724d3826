"""`/office/shop-settings/announcement/`. shop.backoffice.gate asks for the right."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.posted import posted
from shop.backoffice.settings.announcement_form import AnnouncementForm
from shop.backoffice.settings.seen_form import save_unless_changed
from shop.london import london
from shop.trader import announcing
from shop.trader.models import Announcement

HERE = "office_settings:announcement"


@require_http_methods(["GET", "HEAD", "POST"])
def announcement(request: SignedInRequest) -> HttpResponse:
    """The form, and what pages show now."""
    row = announcing.stored_announcement()
    form = AnnouncementForm(posted(request), instance=row)
    if (
        request.method == "POST"
        and form.is_valid()
        and save_unless_changed(form, now=announcing.stored_announcement)
    ):
        messages.success(request, f"Saved. {_when(form.instance)}")
        return redirect(HERE)
    shown = announcing.stored_announcement()
    context = {"form": form, "row": shown, "when": _when(shown) if shown else ""}
    return render(
        request, "backoffice/settings/announcement.html", context, status=422 if form.errors else 200
    )


def _when(row: Announcement) -> str:
    today = timezone.localdate()
    if row.runs_on(today):
        return f"Every page shows it, until the end of {london(row.until)}."
    return (
        f"Pages show it from {london(row.since)}."
        if row.since > today
        else f"It ended on {london(row.until)}."
    )


@require_POST
def take_down(request: SignedInRequest) -> HttpResponse:
    """At once; the log keeps what it said."""
    announcing.take_down()
    messages.success(request, "The announcement is gone from every page.")
    return redirect(HERE)
