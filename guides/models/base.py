"""The base class of all public pages."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.search import index

from guides.claims.review.completeness import require_complete
from guides.models.forms import PageForm
from shop.caching.decorators import public_page

type ContextBuilder = Callable[[Any, HttpRequest], dict[str, Any]]
PICTURE: dict[str, Any] = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+"}


def found_by(*names: str) -> tuple[index.BaseField, ...]:
    """Index fields for both searches: the CMS's own search reads autocomplete fields only."""
    return tuple(kind(name) for name in names for kind in (index.SearchField, index.AutocompleteField))


class PublicPage(Page):
    """A page that is the same for everyone, with public cache headers."""

    base_form_class = PageForm

    # No password or sign-in: a cached page can't be limited to some people.
    private_page_options: tuple[str, ...] = ()
    # The query parameters that the page reads.
    query_params: ClassVar[tuple[str, ...]] = ()
    # What a page's template needs from rooms above the models, by page class; filled by guides/apps.py.
    context_builders: ClassVar[dict[type[Page], ContextBuilder]] = {}

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> Any:
        """Save. Raises PartsMissing for an incomplete live page, whichever way it is published."""
        if self.live and kwargs.get("clean", True):
            require_complete(self)
        return super().save(*args, **kwargs)

    @cached_property
    def _restrictions(self) -> Any:
        return super().get_view_restrictions()

    def get_view_restrictions(self) -> Any:
        """Query once per cached page (`guides.page.routing`); a new restriction clears that cache."""
        return self._restrictions

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Respond as Wagtail does, with public cache headers."""
        serve: Any = public_page(params=self.query_params)(super().serve)
        response: HttpResponse = serve(request, *args, **kwargs)
        return response

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        """Wagtail's context and what the page class's context builder adds."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        build = self.context_builders.get(type(self))
        return context | build(self, request) if build else context
