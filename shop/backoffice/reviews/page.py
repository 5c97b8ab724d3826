"""`/office/reviews/<pk>/`: one review, what the claims check finds in it, and what was decided."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.reviews.filters import state_of
from shop.backoffice.reviews.forms import RefuseForm, ReplyForm, SeenForm
from shop.backoffice.reviews.listing import product_of, stars
from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.moderation import findings
from shop.catalogue.reviews.verified import with_verified


def found(pk: int) -> ProductReview:
    """The review with what its page shows; 404 without one."""
    rows = with_verified(ProductReview.objects.select_related("product__parent", "user"))
    return get_object_or_404(rows.prefetch_related("photos", "decisions__by"), pk=pk)


@require_safe
def review_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page."""
    return show(request, found(pk))


def show(request: SignedInRequest, review: ProductReview, **bound: object) -> HttpResponse:
    """The page with the form that was just sent, or with new ones."""
    seen = {"seen": review.status}
    context: dict[str, Any] = {
        "review": review,
        "product": product_of(review),
        "stars": stars(review),
        "state": state_of(review),
        "findings": findings(review),
        "decisions": review.decisions.all(),
        "publish_form": SeenForm(initial=seen),
        "refuse_form": RefuseForm(initial=seen),
        "reply_form": ReplyForm(initial={"reply": review.reply}),
        "is_published": review.status == ProductReview.APPROVED,
        "is_refused": review.status == ProductReview.REJECTED,
    }
    status = 422 if bound else 200
    return render(request, "backoffice/reviews/review.html", context | bound, status=status)
