"""Pages behind the links of a review request."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from shop.aftercare import links
from shop.aftercare.reviews.forms import ReviewForm
from shop.aftercare.reviews.products import to_review
from shop.aftercare.reviews.services import AlreadyReviewed, write_review
from shop.catalogue.models import Product
from shop.catalogue.pictures.of_product import small_picture
from shop.catalogue.reviews.forms import STARS
from shop.order.models import Order
from shop.signals import end_marketing


def _page(request: HttpRequest, name: str, status: int = 200, **context: object) -> HttpResponse:
    return render(request, f"aftercare/{name}.html", {"stars": STARS, **context}, status=status)


@links.link_page
@require_http_methods(["GET"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """`/reviews/<token>/`: the products of the order that can still be reviewed."""
    try:
        order = links.order_to_review(token)
    except links.ReviewLinkEnded:
        return _page(request, "review_ended", 410)
    return _page(request, "review_choose", order=order, products=to_review(order), token=token)


@links.link_page
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, token: str, product_pk: int) -> HttpResponse:
    """`/reviews/<token>/<product>/?stars=4`: the form, with the stars that were clicked in the email."""
    try:
        order = links.order_to_review(token)
    except links.ReviewLinkEnded:
        return _page(request, "review_ended", 410)
    product = next((one for one in to_review(order) if one.pk == product_pk), None)
    if product is None:
        return redirect("review-order", token=token)
    if request.method == "POST":
        return _save(request, order, product, token)
    return _form(request, ReviewForm(stars=_stars(request), has_account=bool(order.user_id)), product)


def _form(request: HttpRequest, form: ReviewForm, product: Product, status: int = 200) -> HttpResponse:
    return _page(request, "review", status, form=form, product=product, picture=small_picture(product))


def _stars(request: HttpRequest) -> str:
    stars = request.GET.get("stars", "")
    return stars if stars in {str(score) for score, _ in STARS} else ""


def _save(request: HttpRequest, order: Order, product: Product, token: str) -> HttpResponse:
    form = ReviewForm(request.POST, request.FILES, has_account=bool(order.user_id))
    if not form.is_valid():
        return _form(request, form, product, 422)
    try:
        write_review(order=order, product=product, written=form.written())
    except AlreadyReviewed:  # a second click: the first one's review is stored
        return redirect("review-order", token=token)
    return redirect("review-thanks", token=token)


@links.link_page
@require_http_methods(["GET"])
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """`/reviews/<token>/thanks/`, with what else can be reviewed."""
    try:
        order = links.order_to_review(token)
    except links.ReviewLinkEnded:
        return _page(request, "review_ended", 410)
    return _page(request, "review_thanks", products=to_review(order), token=token)


@links.link_page
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """`/reviews/stop/<token>/`: no more offers and review requests. Email programs POST to it (RFC 8058)."""
    order = links.order_to_leave(token)
    if request.method == "POST" and order.email:
        end_marketing.send(sender=None, email=order.email, source="mail", page="review request")
    if not order.email:
        raise Http404
    return _page(request, "leave", done=request.method == "POST", email=order.email)
