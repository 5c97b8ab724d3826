"""Newsletters that begin from a page: about a guide, and about a part of a series before it is out."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from wagtail.models import Page

from guides.newsletter.models import Newsletter
from guides.newsletter.sending import announcements

EDIT = "wagtailsnippets_newsletter_newsletter:edit"


def letter_of(page: Any) -> Newsletter:
    """A newsletter about a guide, not stored: its picture, introduction and a button, under its title."""
    about = page.introduction or page.search_description
    button = {"label": "Read the guide", "page": page, "address": ""}
    body: list[tuple[str, Any]] = [("text", format_html("<p>{}</p>", about)), ("button", button)]
    if page.cover:
        body.insert(0, ("picture", {"image": page.cover, "alt": page.cover_alt}))
    return Newsletter(subject=page.title[:120], preheader=about[:150], body=body)


def asked_for(request: HttpRequest) -> Newsletter | None:
    """The letter about the guide in `?guide=12`, as its newest draft has it; None without one."""
    number = request.GET.get("guide", "")
    page = Page.objects.filter(pk=number).first() if number.isdigit() else None
    if page is None or not page.permissions_for_user(request.user).can_edit():
        return None
    draft = page.get_latest_revision_as_object()
    return letter_of(draft) if hasattr(draft, "introduction") and hasattr(draft, "cover_alt") else None


@permission_required("newsletter.change_newsletter")
def announcement(request: HttpRequest, page_id: int) -> HttpResponse:
    """`/office/newsletter/announcement/<page>/`: the email to followers, written before the part is out."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    part: Any = page.get_latest_revision_as_object()
    if not getattr(part, "announces_part", False) or not announcements.will_announce(part):
        return render(request, "newsletter/cms/announcement.html", {"part": part, "is_due": False})
    if request.method == "POST":
        return redirect(EDIT, announcements.prepare(part=part).pk)
    number = announcements.followers_to_email(part.get_parent().slug)
    context = {"part": part, "is_due": True, "people": announcements.people(number)}
    return render(request, "newsletter/cms/announcement.html", context)
