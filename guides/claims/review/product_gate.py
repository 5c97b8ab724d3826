"""The claims check of the shop's own texts: products, categories, ingredients, offers."""

from django.db.models import Model
from django.dispatch import receiver

from guides.claims.content.urls import review_url
from guides.claims.review.gate import before_publishing, blocking, explained
from shop.catalogue.models import Product
from shop.signals import validate_public_text, validate_publication


@receiver(validate_publication, dispatch_uid="claims.products")
def product_problems(product: Product, **_: object) -> dict[str, str]:
    """Open claims of a product by field, with the address where approvers decide."""
    problems: dict[str, list[str]] = {}
    for passage, words in explained(blocking(product)):
        problems.setdefault(passage.path, []).append(words)
    where = f" Approvers decide at {review_url(product)}." if product.pk else ""
    return {field: " ".join(lines) + where for field, lines in problems.items()}


@receiver(validate_public_text, dispatch_uid="claims.spoken")
def public_text_problems(instance: Model, **_: object) -> dict[str, str]:
    """Forbidden claims by field. Other claims only go into the report, as these texts have no drafts."""
    problems: dict[str, list[str]] = {}
    for passage, words in explained(before_publishing(instance)):
        if not passage.is_address:  # the slug may not be in the form, and repeats the name
            problems.setdefault(passage.path, []).append(words)
    return {field: " ".join(lines) for field, lines in problems.items()}
