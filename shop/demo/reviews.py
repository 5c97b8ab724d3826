"""Loads the demo's reviews, which pages label as examples."""

import datetime

from django.utils import timezone

from shop.catalogue.models import Product
from shop.catalogue.reviews.models import ProductReview
from shop.demo.data_files import put, read

STATUSES = {"approved": ProductReview.APPROVED, "pending": ProductReview.FOR_MODERATION}


def load_reviews() -> int:
    """Create or update reviews from the data file; returns the number of changes."""
    return sum(_load_review(**row) for row in read("reviews.json"))


def _load_review(
    code: str, product: str, score: int, name: str, title: str, body: str, date: str, status: str
) -> bool:
    review, wrote = put(
        ProductReview,
        {"code": code},
        product=Product.objects.get(slug=product, parent=None),
        score=score,
        name=name,
        email="reviewer@example.com",
        title=title,
        body=body,
        status=STATUSES[status],
        is_demo=True,
    )
    if wrote:  # `date_created` has auto_now_add
        written = timezone.make_aware(datetime.datetime.fromisoformat(f"{date}T12:00"))
        ProductReview.objects.filter(pk=review.pk).update(date_created=written)
    return wrote
