"""Reviews under a product's own address: read by everybody, written by people who are signed in."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from oscar.apps.catalogue.reviews import views
from oscar.core.loading import get_model

from shop.catalogue.reviews.verified import with_verified


def keyed_by_number(kwargs: dict[str, Any]) -> dict[str, Any]:
    """The address holds the product's slug; Oscar's views look for its number."""
    products = get_model("catalogue", "Product").objects.filter(is_public=True).exclude(structure="child")
    product = get_object_or_404(products, slug=kwargs["product_slug"])
    return {**kwargs, "product_pk": product.pk}


class BySlug:
    """Mixin: gives Oscar's views the number that they expect in the address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Called by Django before dispatch."""
        super().setup(request, *args, **keyed_by_number(kwargs))  # type: ignore[misc]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Called with the address's own arguments, to which the number is added."""
        response: HttpResponseBase = super().dispatch(request, *args, **self.kwargs)  # type: ignore[misc, attr-defined]
        return response


class CreateProductReview(LoginRequiredMixin, BySlug, views.CreateProductReview):
    """Writing a review; a visitor signs in first and comes back."""


class ProductReviewDetail(BySlug, views.ProductReviewDetail):
    """One published review. Oscar's shows those that wait for staff, too."""

    def get_queryset(self) -> QuerySet:
        """Called by DetailView."""
        return with_verified(self.model.objects.approved().filter(product=self.kwargs["product_pk"]))


class AddVoteView(BySlug, views.AddVoteView):
    """A vote on a review."""


class ProductReviewList(BySlug, views.ProductReviewList):
    """All published reviews of a product, each with its mark of purchase."""

    def get_queryset(self) -> QuerySet:
        """Called by ListView; Oscar's sorts the best first, which flatters."""
        approved = self.model.objects.approved().filter(product=self.kwargs["product_pk"])
        return with_verified(approved.order_by("-date_created"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Oscar's reads its sorting form here, which we don't show."""
        self.form = None
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context
