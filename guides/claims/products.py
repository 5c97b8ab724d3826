"""The claims check on products: asked by the catalogue before anything is published."""

from typing import Any

from django.dispatch import receiver

from guides.claims.gate import blocking, explain
from guides.claims.places import review_url
from shop.catalogue.publishing import asked_to_publish


@receiver(asked_to_publish, dispatch_uid="claims.products")
def product_problems(product: Any, **_: Any) -> dict[str, str]:
    """What the product's texts may not say, by field; a claims approver can settle it in the CMS."""
    problems: dict[str, list[str]] = {}
    for finding in blocking(product):
        problems.setdefault(finding.piece.path, []).append(explain(finding))
    where = f" Approvers decide at {review_url(product)}." if product.pk else ""
    return {field: " ".join(lines) + where for field, lines in problems.items()}
