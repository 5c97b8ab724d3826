"""The CMS page that tests, schedules and sends a newsletter and shows its progress."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from guides.claims.review.gate import ClaimsOpen, assert_publishable
from guides.newsletter.absolute_links import BrokenLinks
from guides.newsletter.cms import letter_figures
from guides.newsletter.cms.letter_look import look_over
from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending import archive, message, unknown_deliveries, warm_up
from guides.newsletter.sending import schedule as sending_schedule
from guides.newsletter.sending.audience import recipients
from guides.newsletter.sending.transitions import stop
from shop.fields.email_address import BadAddress, normalise
from shop.fields.names_missing import NamesMissing
from shop.london import london

MOST_TESTS = 10
UNDO = timedelta(minutes=5)  # “Send now” can be undone for this long


class TooManyTests(Exception):
    """More addresses than a test needs; the text is for the marketer."""

    def __str__(self) -> str:
        return f"A test goes to {MOST_TESTS} addresses at most."


class ScheduleForm(NamesMissing, forms.Form):
    """The time for “Schedule”."""

    at = forms.DateTimeField(
        label="Send at (London time)",
        error_messages={"required": "Choose a day and a time."},
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )

    def clean_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise forms.ValidationError("That time has passed.")
        return at


@permission_required("newsletter.publish_newsletter")
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """`/office/newsletter/<id>/send/`."""
    newsletter = get_object_or_404(Newsletter, pk=pk).get_latest_revision_as_object()
    do = request.POST.get("do", "")
    form = ScheduleForm(request.POST if do == "schedule" or request.POST.get("at") else None)
    if do in ("send_now", "schedule") and (form.is_valid() or do == "send_now"):
        return _ask(request, newsletter, form)
    if request.method == "POST":
        act = ACTIONS.get(do)
        if act and act(request, newsletter, form):
            return redirect("newsletter-send", pk=pk)
    return render(request, "newsletter/cms/send.html", _context(newsletter) | {"form": form})


def _context(newsletter: Newsletter) -> dict[str, Any]:
    counted = dict(newsletter.deliveries.values_list("state").annotate(n=Count("pk")).order_by())
    return {
        "newsletter": newsletter,
        "figures": letter_figures.figures_of(newsletter) if _has_begun(newsletter) else None,
        "may_be_shown": newsletter.state in archive.ON_THE_WEB,
        "audience": recipients(newsletter).count(),
        "states": [(words, counted[state]) for state, words in Delivery.STATES if state in counted],
        "last_error": newsletter.deliveries.exclude(error="").order_by("-changed_at").first(),
        "doubtful": unknown_deliveries.to_look_up(newsletter),
        "refused": counted.get(Delivery.FAILED, 0),
        "waits_for_tomorrow": counted.get(Delivery.WAITING, 0) and warm_up.is_full(),
    }


def _has_begun(newsletter: Newsletter) -> bool:
    """Whether there is anything to count: a letter of an automation counts from its first day."""
    return newsletter.state in archive.ON_THE_WEB or bool(newsletter.is_automatic and newsletter.frozen_html)


def _test(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    try:
        addresses = _addresses(request.POST.get("address", ""))
        message.send_test(newsletter=newsletter, addresses=addresses)
    except (BadAddress, TooManyTests) as error:
        messages.error(request, str(error))
    except BrokenLinks as error:
        _say(request, error.lines)
    else:
        messages.success(request, f"The test is on its way to {', '.join(addresses)}.")
    return True


def _addresses(typed: str) -> list[str]:
    """Each address once; raises BadAddress, also for none, and TooManyTests."""
    found = list(dict.fromkeys(normalise(one.strip()) for one in typed.split(",") if one.strip()))
    if len(found) > MOST_TESTS:
        raise TooManyTests
    return found or [normalise(typed)]


def _ask(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> HttpResponse:
    """Ask for confirmation, showing audience and time, before anything is scheduled."""
    if not newsletter.is_open or newsletter.is_automatic or _is_refused(request, newsletter):
        return redirect("newsletter-send", pk=newsletter.pk)
    at = form.cleaned_data["at"] if form.is_valid() else None
    context = {"newsletter": newsletter, "audience": recipients(newsletter).count(), "at": at, "undo": UNDO}
    context |= {"look": look_over(newsletter)}
    return render(request, "newsletter/cms/confirm_sending.html", context)


def _is_refused(request: HttpRequest, newsletter: Newsletter) -> bool:
    """Whether open claims or broken links prevent sending; adds messages that say which."""
    try:
        assert_publishable(newsletter)
        message.compose(newsletter)
    except ClaimsOpen as error:
        _say(request, error.messages)
    except BrokenLinks as error:
        _say(request, error.lines)
    else:
        return False
    return True


def _confirmed(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    if form.is_bound and not form.is_valid():
        return False
    at = form.cleaned_data["at"] if form.is_bound else timezone.now() + UNDO
    try:
        assert_publishable(newsletter)
        sending_schedule.schedule(newsletter=newsletter, at=at)
    except ClaimsOpen as error:
        _say(request, error.messages)
    except BrokenLinks as error:
        _say(request, error.lines)
    except sending_schedule.AlreadySent:
        messages.error(request, "It is on its way already, or gone.")
    else:
        when = f"{london(at, '%H:%M on %-d %B')}"
        messages.success(request, f"It goes out at {when}. You can cancel it until then.")
    return True


def _say(request: HttpRequest, lines: Iterable[str]) -> None:
    for line in lines:
        messages.error(request, line)


def _stop(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    had_begun = newsletter.state == Newsletter.SENDING
    stop(newsletter=newsletter)
    rest_waits = "Paused. Nobody else gets it until you resume."
    says = rest_waits if had_begun else "It is a draft again: nobody got it."
    messages.success(request, says)
    return True


def _go_on(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    sending_schedule.go_on(newsletter=newsletter)
    messages.success(request, "Resumed. The people who haven’t got it yet will get it now.")
    return True


def _keys(request: HttpRequest) -> list[int]:
    return [
        int(key) for key in request.POST.getlist("row") if key.isascii() and key.isdigit() and len(key) < 19
    ]


def _arrived(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    number = unknown_deliveries.mark_as_sent(newsletter=newsletter, keys=_keys(request))
    messages.success(request, f"Noted as sent: {number}.")
    return True


def _again(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    number = unknown_deliveries.send_again(newsletter=newsletter, keys=_keys(request))
    messages.success(request, f"Sent again: {number}.")
    return True


def _retry(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    number = unknown_deliveries.retry_refused(newsletter=newsletter)
    messages.success(request, f"Tried once more: {number}.")
    return True


def _show(request: HttpRequest, newsletter: Newsletter, form: ScheduleForm) -> bool:
    is_shown = request.POST.get("shown") == "yes"
    archive.show(newsletter=newsletter, is_shown=is_shown)
    says = "Everybody can read it on the web." if is_shown else "It isn’t on the web any more."
    messages.success(request, says)
    return True


ACTIONS: dict[str, Callable[[HttpRequest, Newsletter, ScheduleForm], bool]] = {
    "test": _test,
    "confirm": _confirmed,
    "stop": _stop,
    "go_on": _go_on,
    "arrived": _arrived,
    "again": _again,
    "retry": _retry,
    "show": _show,
}
