"""The reviews that shoppers see."""

from django.db.models import Prefetch, QuerySet

from shop.catalogue.reviews.models import ProductReview, ReviewPhoto
from shop.catalogue.reviews.verified import with_verified


def published_reviews(product_id: int) -> QuerySet[ProductReview]:
    """The published reviews of a product, in no order."""
    return ProductReview.objects.filter(status=ProductReview.APPROVED, product=product_id).order_by()


def with_author(reviews: QuerySet[ProductReview]) -> QuerySet[ProductReview]:
    """With what a page shows of each: “verified purchase”, the author, and photos that staff have shown."""
    photos = Prefetch("photos", ReviewPhoto.objects.filter(is_shown=True), to_attr="shown_photos")
    return with_verified(reviews).select_related("user").prefetch_related(photos)
