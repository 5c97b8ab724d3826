"""Store a review that a buyer writes from the link in the email."""

from dataclasses import dataclass
from typing import IO

from django.db import transaction

from shop.aftercare.reviews.products import to_review
from shop.catalogue.models import Product
from shop.catalogue.reviews import writing
from shop.catalogue.reviews.models import ProductReview
from shop.order.models import Order


class AlreadyReviewed(Exception):
    """The buyer has reviewed the product, or the order doesn’t have it."""


@dataclass(frozen=True)
class Written:
    """What the buyer typed and chose; `name` is shown beside the review of a guest."""

    score: int
    title: str
    body: str
    name: str = ""
    baby_months: int | None = None
    photos: tuple[IO[bytes], ...] = ()


@transaction.atomic
def write_review(*, order: Order, product: Product, written: Written) -> ProductReview:
    """Store a review for moderation, as every other one. Raises AlreadyReviewed.

    A guest’s has the order’s address, which is never shown: it proves the purchase.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if product not in to_review(order):
        raise AlreadyReviewed
    author = {"user": order.user} if order.user_id else {"name": written.name, "email": order.email}
    review = ProductReview(
        product=product,
        score=written.score,
        title=written.title,
        body=written.body,
        baby_months=written.baby_months,
        **author,
    )
    return writing.write_review(review=review, photos=written.photos)
