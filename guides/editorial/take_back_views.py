"""The page that takes a publication back, and the button that leads there."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages
from wagtail.models import Page

from guides.editorial.take_back import MINUTES, TooLate, publication_of, take_back

LATE = (
    "Too late: it can be taken back for five minutes, and only once. Unpublish it, or publish a correction."
)


def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/office/take-back/<page>/`: asks first; a POST does it."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    try:
        if request.method == "POST":
            take_back(page_id=page.pk, by=request.user)
            messages.success(request, f"“{page}” is taken back. The draft has the words as they were.")
            return redirect("wagtailadmin_pages:edit", page.pk)
        found = publication_of(page)
    except TooLate:
        messages.error(request, LATE)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return render(request, "desk/take_back.html", {"page": page, "found": found})


def offer(request: HttpRequest, page: Page) -> None:
    """After publishing: five minutes to think again."""
    try:
        publication_of(page)
    except TooLate:
        return
    button: Any = messages.button(reverse("desk-take-back", args=[page.pk]), "Take it back")
    messages.info(request, f"It is live. You can take it back for {MINUTES} minutes.", buttons=[button])
