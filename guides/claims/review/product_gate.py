"""The claims check on what the shop says itself: products, categories, notes on ingredients, offers."""

from typing import Any

from django.dispatch import receiver

from guides.claims.content.urls import review_url
from guides.claims.review.gate import before_publishing, blocking, explained
from shop.signals import validate_public_text, validate_publication


@receiver(validate_publication, dispatch_uid="claims.products")
def product_problems(product: Any, **_: Any) -> dict[str, str]:
    """What the product's texts may not say, by field; a claims approver can settle it in the CMS."""
    problems: dict[str, list[str]] = {}
    for piece, words in explained(blocking(product)):
        problems.setdefault(piece.path, []).append(words)
    where = f" Approvers decide at {review_url(product)}." if product.pk else ""
    return {field: " ".join(lines) + where for field, lines in problems.items()}


@receiver(validate_public_text, dispatch_uid="claims.spoken")
def spoken_problems(instance: Any, **_: Any) -> dict[str, str]:
    """What may never be said, by field; the rest is listed in the report, for there are no drafts here."""
    problems: dict[str, list[str]] = {}
    for piece, words in explained(before_publishing(instance)):
        if not piece.is_address:  # a form need not hold it; it repeats the name
            problems.setdefault(piece.path, []).append(words)
    return {field: " ".join(lines) for field, lines in problems.items()}
