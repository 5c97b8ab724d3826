"""A new page that Wagtail's autosave and its editor's “Save draft” send at the same time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils import timezone
from wagtail.models import Page

ADD = "wagtailadmin_pages:add"
EDIT = "wagtailadmin_pages:edit"
DOUBLED_WITHIN = timedelta(seconds=30)


class DoubledDrafts:
    """Lets new pages of one parent be created one after the other, each in a transaction.

    Wagtail creates a page in several statements and no transaction, so two requests that create the same
    page both pass the form, and one then fails with an error. Here the second waits for the first, and is
    treated as an edit of its draft: it stores what the editor typed last.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Called by Django before the view; answers itself when a page is to be created."""
        match = request.resolver_match
        if (
            match is None
            or match.view_name != ADD
            or request.method != "POST"
            or not request.user.is_authenticated
        ):
            return None
        parent_pk = kwargs["parent_page_id"]
        with transaction.atomic():
            Page.objects.select_for_update().filter(pk=parent_pk).first()
            draft = _own_new_draft(request, parent_pk=parent_pk)
            return view(request, *args, **kwargs) if draft is None else _edit(request, draft)


def _own_new_draft(request: HttpRequest, *, parent_pk: int) -> Page | None:
    return Page.objects.filter(
        Page.objects.child_of_q(Page.objects.get(pk=parent_pk)),
        slug=request.POST.get("slug", ""),
        owner=request.user,
        live=False,
        latest_revision_created_at__gte=timezone.now() - DOUBLED_WITHIN,
    ).first()


def _edit(request: HttpRequest, draft: Page) -> HttpResponse:
    view, args, kwargs = resolve(reverse(EDIT, args=[draft.pk]))
    response: HttpResponse = view(request, *args, **kwargs)
    return response
