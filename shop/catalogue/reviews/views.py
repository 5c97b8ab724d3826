"""Oscar's review screens under an address that names the product by its slug alone."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from oscar.apps.catalogue.reviews import views

from shop.catalogue.models import Product


class BySlug:
    """Oscar's views ask their address for `product_pk`; ours holds only the slug, so it is looked up here.

    Django's `View.as_view` calls `setup`, then `dispatch` with the address's own arguments.
    """

    kwargs: dict[str, Any]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if "product_pk" not in kwargs:
            pages = Product.objects.filter(is_public=True).exclude(structure=Product.CHILD)
            kwargs["product_pk"] = get_object_or_404(pages, slug=kwargs["product_slug"]).pk
        super().setup(request, *args, **kwargs)  # type: ignore[misc]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **self.kwargs)  # type: ignore[misc]


class CreateProductReview(BySlug, views.CreateProductReview):
    """Writing a review."""


class ProductReviewDetail(BySlug, views.ProductReviewDetail):
    """One review."""


class AddVoteView(BySlug, views.AddVoteView):
    """“Was this helpful?”"""


class ProductReviewList(BySlug, views.ProductReviewList):
    """All reviews of a product."""
