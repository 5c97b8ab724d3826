"""What all pages have in common."""

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.search import index

from guides.claims.cms.forms import ClaimsPageForm
from guides.claims.review.completeness import require_complete
from shop.caching.decorators import public_page

PICTURE: dict[str, Any] = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}


def found_by(*names: str) -> tuple[index.BaseField, ...]:
    """Index these fields for both searches: the CMS's own asks the autocompleted fields alone."""
    return tuple(kind(name) for name in names for kind in (index.SearchField, index.AutocompleteField))


class PublicPage(Page):
    """A page that is the same for everyone, and says so to any cache."""

    base_form_class = ClaimsPageForm

    # No password or sign-in: what any cache may keep can't be for some people only.
    private_page_options: tuple[str, ...] = ()
    # What of a query string the page reads.
    query_params: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; live and incomplete it is refused in words that every way of publishing can show."""
        if self.live and kwargs.get("clean", True):
            require_complete(self)
        return super().save(*args, **kwargs)

    @cached_property
    def _restrictions(self) -> Any:
        return super().get_view_restrictions()

    def get_view_restrictions(self) -> Any:
        """Asked once for a page that is kept (`guides.page.routing`); a new restriction forgets the page."""
        return self._restrictions

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer as Wagtail does, with public cache headers."""
        answer: Any = public_page(params=self.query_params)(super().serve)(request, *args, **kwargs)
        return answer
