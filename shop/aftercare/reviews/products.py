"""The products of an order that its buyer may still review."""

from django.db.models import Q, QuerySet

from shop.catalogue.models import Product
from shop.catalogue.reviews.models import ProductReview
from shop.order.models import Order


def to_review(order: Order) -> list[Product]:
    """The public products of an order, sizes as their parents, without those the buyer has reviewed."""
    lines = order.lines.exclude(product=None).select_related("product__parent").order_by("pk")
    sheets = {line.product.sheet.pk: line.product.sheet for line in lines if line.quantity_not_withdrawn}
    written = set(_reviews(order).values_list("product_id", flat=True))
    return [sheet for pk, sheet in sheets.items() if sheet.is_public and pk not in written]


def _reviews(order: Order) -> QuerySet[ProductReview]:
    """All reviews by the order’s buyer."""
    of_guest = Q(email=order.email) if order.email else Q(pk=None)
    of_account = Q(user_id=order.user_id) if order.user_id else Q(pk=None)
    return ProductReview.objects.filter(of_guest | of_account)
