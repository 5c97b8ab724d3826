"""Emails that hand the buyer of a product the guide that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from wagtail.models import Page

from shop.catalogue.listing.snapshot import current_catalogue

MOST = 6  # products: an automation with dozens of emails can't be overlooked
WAIT_DAYS = 3  # after the email before; those of other products don't wait once more


SUBJECT = "A guide that goes with what you bought"
# No name of the product: one such as “Calm oil” would be a claim of the letter's, too.
TEXT = "<p>This guide shows a product that you bought, step by step. It costs nothing.</p>"


@dataclass(frozen=True)
class GuideLetter:
    """An email for the buyers of one product, with the newest guide that shows it."""

    product: str  # its slug
    guide: Page
    wait_days: int

    @property
    def body(self) -> list[tuple[str, object]]:
        """Blocks of the newsletter."""
        return [("text", TEXT), ("guide", self.guide)]


def guide_letters() -> Iterator[GuideLetter]:
    """One for each of the best sellers that a guide shows."""
    pages: Any = apps.get_model("guides", "GuidePage")._default_manager
    guides, wait = list(pages.live().order_by("-first_published_at")), WAIT_DAYS
    for item in current_catalogue().best_sellers(MOST):
        for guide in [guide for guide in guides if item.id in guide.facts.get("products", ())][:1]:
            yield GuideLetter(item.slug, guide, wait)
            wait = 0
