"""Reviews as shoppers write them."""

from typing import Any

from shop.accounts.models import User
from shop.catalogue.reviews.models import ProductReview
from tests.support.factories import a_product


def a_review(by: User, body: str = "Leaks.", **more: Any) -> ProductReview:
    """A review of two stars that waits to be read."""
    words = {"title": "Not for me", "body": body, "score": 2, "status": ProductReview.FOR_MODERATION}
    product = more.pop("product", None) or a_product()
    return ProductReview.objects.create(product=product, user=by, **(words | more))
