"""What several guides share: written as a draft, checked and published like a page."""

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


class PieceQuerySet(models.QuerySet[Any]):
    """Pieces as public pages ask for them."""

    def live(self) -> "PieceQuerySet":
        """Those that readers may see; a row holds the published words, drafts stand in its revisions."""
        return self.filter(live=True)


class SharedSnippet(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, models.Model
):  # the order is Wagtail's
    """A technique, a safety note, a source, a person, a part of the body."""

    base_form_class = ClaimsForm
    preview_template: ClassVar[str]
    # Asked where a piece is made beside the guide that needs it; the first of them names it.
    first_fields: ClassVar[tuple[str, ...]] = ("name",)

    objects = PieceQuerySet.as_manager()

    class Meta:
        abstract = True

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Called by Wagtail's editor: the piece alone, in the shop's clothes."""
        return "guides/cms/piece.html"

    def as_block(self) -> dict[str, Any]:
        """What the block that shows it would hold, for the preview."""
        return {}

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The piece by the name that its template knows, and as a block would give it."""
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        names: dict[str, Any] = {str(self._meta.model_name): self, "template": self.preview_template}
        return context | names | {"as_block": self.as_block()}
