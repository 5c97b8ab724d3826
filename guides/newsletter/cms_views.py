"""Testing, scheduling and watching a newsletter in the CMS."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from guides.claims.gate import ClaimsOpen, hold
from guides.newsletter import sending
from guides.newsletter.addresses import BadAddress, normalise
from guides.newsletter.audience import recipients
from guides.newsletter.models import Newsletter


class ScheduleForm(forms.Form):
    """When to send; empty is at once."""

    at = forms.DateTimeField(
        label="Send at (London time)",
        required=False,
        help_text="Leave empty to send at once.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def clean_at(self) -> Any:
        at = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise forms.ValidationError("That time has passed.")
        return at


@permission_required("newsletter.publish_newsletter")
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """`/cms/newsletter/<id>/send/`: one page for everything after writing."""
    newsletter = get_object_or_404(Newsletter, pk=pk).get_latest_revision_as_object()
    form = ScheduleForm(request.POST if request.POST.get("do") == "schedule" else None)
    if request.method == "POST":
        act = ACTIONS.get(request.POST.get("do", ""))
        if act and act(request, newsletter, form):
            return redirect("newsletter-send", pk=pk)
    return render(request, "newsletter/cms/send.html", _context(newsletter) | {"form": form})


def _context(newsletter: Newsletter) -> dict[str, Any]:
    states = newsletter.deliveries.order_by("state").values_list("state").annotate(n=Count("pk"))
    return {"newsletter": newsletter, "audience": recipients(newsletter).count(), "states": list(states)}


def _test(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    try:
        sending.send_test(newsletter=newsletter, address=normalise(request.POST.get("address", "")))
    except BadAddress as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The test is on its way.")
    return True


def _schedule(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    if not form.is_valid():
        return False
    try:
        hold(newsletter)
        sending.schedule(newsletter=newsletter, at=form.cleaned_data["at"])
    except ClaimsOpen as error:
        for line in error.messages:
            messages.error(request, line)
    except sending.AlreadySent:
        messages.error(request, "It is on its way already, or gone.")
    else:
        messages.success(request, "It goes out by itself; this page shows how far it is.")
    return True


def _stop(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    sending.stop(newsletter=newsletter)
    messages.success(request, "Stopped: whoever hasn't got it yet waits.")
    return True


def _go_on(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    sending.go_on(newsletter=newsletter)
    messages.success(request, "Going on with whoever hasn't got it yet.")
    return True


ACTIONS: dict[str, Callable[[HttpRequest, Newsletter, ScheduleForm], bool]] = {
    "test": _test,
    "schedule": _schedule,
    "stop": _stop,
    "go_on": _go_on,
}
