"""Base class of snippets that guides share, with drafts, claims checks and workflows like pages."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from guides.claims.cms.forms import ClaimsForm
from guides.slugs import fill_slug


class SharedSnippetQuerySet(models.QuerySet[Any]):
    """Queries for shared snippets."""

    def live(self) -> "SharedSnippetQuerySet":
        """Published snippets. A row has the published content; drafts are in its revisions."""
        return self.filter(live=True)


class SharedSnippet(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model
):  # the order is Wagtail's
    """A technique, a safety note, a source, a person, a part of the body."""

    base_form_class = ClaimsForm
    preview_template: ClassVar[str]
    # The fields of the chooser's creation form; the first one is the snippet's name.
    first_fields: ClassVar[tuple[str, ...]] = ("name",)

    objects = SharedSnippetQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with an address made from the name if none was entered."""
        if hasattr(self, "slug") and hasattr(self, "name"):
            fill_slug(self, self.name)
        super().save(*args, **kwargs)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The snippet alone, in the shop's design."""
        return "guides/cms/shared_snippet.html"

    def as_block(self) -> dict[str, Any]:
        """The value of the block that shows it, for the preview."""
        return {}

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The snippet under its model's name, and as the value of a block."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        names: dict[str, Any] = {str(self._meta.model_name): self, "template": self.preview_template}
        return context | names | {"as_block": self.as_block()}
