"""A draft that Wagtail's autosave created while its editor clicked “Save draft”."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from wagtail.models import Page

ADD = "wagtailadmin_pages:add"
EDIT = "wagtailadmin_pages:edit"


class DoubledDrafts:
    """Treats the second of two requests that create one page as an edit of the first's.

    Both find the address free and pass the form; the second then fails to save. As an edit it stores what the
    editor typed last, and nobody sees an error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django when a view raised."""
        match = request.resolver_match
        if match is None or match.view_name != ADD or not _is_about_the_slug(exception):
            return None
        draft = _own_draft(request, parent_pk=match.kwargs["parent_page_id"])
        return None if draft is None else _edit(request, draft)


def _is_about_the_slug(exception: Exception) -> bool:
    return isinstance(exception, ValidationError) and "slug" in getattr(exception, "error_dict", {})


def _own_draft(request: HttpRequest, *, parent_pk: int) -> Page | None:
    siblings = Page.objects.child_of(Page.objects.get(pk=parent_pk))
    return siblings.filter(slug=request.POST.get("slug", ""), owner=request.user, live=False).first()


def _edit(request: HttpRequest, draft: Page) -> HttpResponse:
    view, args, kwargs = resolve(reverse(EDIT, args=[draft.pk]))
    response: HttpResponse = view(request, *args, **kwargs)
    return response
