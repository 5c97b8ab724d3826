"""Reviews at a product’s own address: public to read, written by signed-in customers."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from oscar.apps.catalogue.reviews import views
from oscar.apps.catalogue.reviews.signals import review_added
from oscar.core.loading import get_model

from shop.catalogue.reviews.choice import ReviewChoice
from shop.catalogue.reviews.forms import STARS, ProductReviewForm, VoteForm
from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.published import published_reviews, with_author
from shop.catalogue.reviews.writing import write_review

Product = get_model("catalogue", "Product")


def keyed_by_number(kwargs: dict[str, Any]) -> dict[str, Any]:
    """Add the product’s primary key, which Oscar’s views expect, to the slug in the address."""
    products = get_model("catalogue", "Product").objects.filter(is_public=True).exclude(structure="child")
    product = get_object_or_404(products, slug=kwargs["product_slug"])
    return {**kwargs, "product_pk": product.pk}


class BySlug:
    """Mixin: gives Oscar’s views the primary key that they expect."""

    def setup(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        """Called by Django before dispatch."""
        super().setup(request, *args, **keyed_by_number(kwargs))  # type: ignore[misc]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Called with the address’s own arguments; `self.kwargs` has the key, too."""
        response: HttpResponseBase = super().dispatch(request, *args, **self.kwargs)  # type: ignore[misc, attr-defined]
        return response


@method_decorator(never_cache, "dispatch")
class CreateProductReview(LoginRequiredMixin, View):
    """`/shop/<product>/reviews/add/`; visitors sign in first and return to it.

    It adds no message: the product’s page is the same for everyone and can’t show one.
    """

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Called by View. Someone who has reviewed the product already sees that instead of the form."""
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.product = get_object_or_404(Product, pk=keyed_by_number(kwargs)["product_pk"])
        written = self.product.reviews.filter(user=request.user).first()
        if written:
            return self.show("already", review=written)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **_: object) -> HttpResponse:
        return self.show("review_form", form=ProductReviewForm(self.product, user=request.user))

    def post(self, request: HttpRequest, **_: object) -> HttpResponse:
        form = ProductReviewForm(self.product, user=request.user, data=request.POST, files=request.FILES)
        if not form.is_valid():
            return self.show("review_form", form=form)
        review = write_review(review=form.save(commit=False), photos=form.uploads)
        review_added.send(sender=self, review=review, user=request.user, request=request, response=None)
        return redirect("catalogue:reviews-thanks", product_slug=self.product.slug)

    def show(self, page: str, **context: object) -> HttpResponse:
        context["product"] = self.product
        context["stars"] = STARS
        return render(self.request, f"oscar/catalogue/reviews/{page}.html", context)


@never_cache
def thanks(request: HttpRequest, product_slug: str) -> HttpResponse:
    """`/shop/<product>/reviews/thanks/`, after sending a review."""
    product = get_object_or_404(Product, pk=keyed_by_number({"product_slug": product_slug})["product_pk"])
    return render(request, "oscar/catalogue/reviews/thanks.html", {"product": product})


class ProductReviewDetail(BySlug, views.ProductReviewDetail):
    """One published review. Oscar’s view also shows unpublished ones."""

    def get_queryset(self) -> QuerySet:
        """Called by DetailView."""
        return with_author(published_reviews(self.kwargs["product_pk"]))


@method_decorator(never_cache, "dispatch")
class AddVoteView(LoginRequiredMixin, BySlug, View):
    """`POST /shop/<product>/reviews/<review>/vote/`; redirects to the reviews, which show its message."""

    def post(self, request: HttpRequest, **_: object) -> HttpResponse:
        review = get_object_or_404(published_reviews(self.kwargs["product_pk"]), pk=self.kwargs["pk"])
        form = VoteForm(review, request.user, request.POST)
        if form.is_valid():
            form.save()
            messages.success(request, "Thank you for your vote.")
        else:
            for error in (one for found in form.errors.values() for one in found):
                messages.error(request, str(error))
        return redirect("catalogue:reviews-list", product_slug=self.kwargs["product_slug"])


class ProductReviewList(BySlug, views.ProductReviewList):
    """All published reviews of a product: `?sort=` orders them, `?stars=` shows those with so many stars.

    Newest first. Oscar’s shows the best first, which flatters.
    """

    def get_queryset(self) -> QuerySet[ProductReview]:
        """Called by ListView."""
        self.choice = ReviewChoice.of(self.request.GET, published_reviews(self.kwargs["product_pk"]))
        return self.choice.reviews

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """Oscar’s version reads its sorting form here, which we don’t show."""
        self.form = None
        return super().get_context_data(**kwargs, choice=self.choice)
