"""What an editor is told while writing; a page already saved is never refused later."""

from typing import Any

from django.core.exceptions import ValidationError

from guides.claims.forms import ClaimsPageForm
from shop.catalogue.shelf import current_shelf

TAKEN = {"feed", "massage", "techniques"}  # addresses of our own below /guides/


class HomePageForm(ClaimsPageForm):
    """Refuses, by name, a product that nobody can see in the shop."""

    def clean_featured(self) -> str:
        chosen: str = self.cleaned_data["featured"]
        known = {item.slug for item in current_shelf().items}
        if unknown := [slug for slug in chosen.split() if slug not in known]:
            raise ValidationError(f"Not in the shop: {', '.join(unknown)}.")
        return chosen


class ChildSlugForm(ClaimsPageForm):
    """Refuses an address that belongs to the guides' own pages."""

    def clean_slug(self) -> Any:
        slug = self.cleaned_data.get("slug")
        if slug in TAKEN:
            raise ValidationError(f"“{slug}” is an address of the shop's own; please choose another.")
        return slug


class GuideForm(ChildSlugForm):
    """Reviewing and writing are done by two people, and a review has a date."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        author, reviewer = cleaned.get("author"), cleaned.get("reviewer")
        if reviewer and author == reviewer:
            self.add_error("reviewer", "Somebody other than the author.")
        if reviewer and not cleaned.get("reviewed_on"):
            self.add_error("reviewed_on", "When was it reviewed?")
        return cleaned
