"""Views of preview links and of the calendar."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page

from guides.editorial import calendar, preview_links

PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "same-origin",
}


def preview(request: HttpRequest, token: str) -> HttpResponse:
    """`/preview/<token>/`: the latest draft as its page would look."""
    try:
        page = preview_links.open_link(token)
    except preview_links.LinkDead:
        return _private(render(request, "desk/link_dead.html", status=410))
    return _private(page.make_preview_request(request, page.default_preview_mode))


def _private(answer: HttpResponse) -> HttpResponse:
    for name, value in PRIVATE.items():
        answer.headers[name] = value
    return answer


def share(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/office/preview-links/<page>/`: create a preview link."""
    page = _editable(request, page_id)
    link, days = "", request.POST.get("days", "")
    if days.isdigit() and int(days) in preview_links.LIVES:
        made = preview_links.make_link(page=page, days=int(days))
        link = request.build_absolute_uri(made.path)
    context: dict[str, Any] = {"page": page, "link": link, "lives": preview_links.LIVES, "days": days}
    return render(request, "desk/share.html", context)


@require_POST
def withdraw(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/office/preview-links/<page>/withdraw/`: end all preview links of a page."""
    page = _editable(request, page_id)
    preview_links.withdraw_links(page=page, by=request.user)
    messages.success(request, f"No preview link of “{page.title}” works any longer.")
    return redirect("desk-share", page.pk)


def _editable(request: HttpRequest, page_id: int) -> Any:
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def schedule(request: HttpRequest) -> HttpResponse:
    """`/office/calendar/?month=2026-11`: what goes live and what expires, day by day."""
    month = _month(request.GET.get("month", ""))
    weeks = calendar.weeks(month, request.user)
    context = {
        "month": month,
        "weeks": weeks,
        "can_move": any(event.move_url for week in weeks for day in week for event in day.events),
        "before": calendar.step(month, -1),
        "after": calendar.step(month, 1),
        "today": timezone.localdate(),
    }
    return render(request, "desk/calendar.html", context)


def _month(given: str) -> date:
    try:
        return date.fromisoformat(f"{given}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)
