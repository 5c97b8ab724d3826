"""The wish list: one for each customer. Guests' choices wait in the session until they sign in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.accounts.requests import SignedInRequest
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Product
from shop.web.same_origin import same_origin_post

WishList = get_model("wishlists", "WishList")
Line = get_model("wishlists", "Line")
MAX_LINES = 100
SESSION_KEY = "wished"
MAX_LINES_OF_A_GUEST = 10


@never_cache
@login_required
def wish_list(request: SignedInRequest) -> HttpResponse:
    """`/account/wishlists/`: oldest first; products no longer on sale are shown by their stored title."""
    lines = Line.objects.filter(wishlist__owner=request.user).order_by("pk")
    by_pk = {item.id: item for item in current_catalogue().items}
    rows = [(line, by_pk.get(line.product_id)) for line in lines]
    return render(request, "oscar/customer/wishlists/list.html", {"rows": rows, "tab": "wishes"})


@same_origin_post
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, product_pk: int) -> HttpResponse:
    """`POST /account/wishlists/add/<product>/`; a guest is asked to sign in first.

    The button is on cached pages, which have no CSRF token, so the origin of the request is checked.
    """
    product = get_object_or_404(Product.objects.browsable(), pk=product_pk)
    if request.method == "GET":
        return redirect(product.get_absolute_url())
    if not isinstance(request.user, User):
        remember(session=request.session, product=product)
        messages.info(request, f"Sign in, and {product.get_title()} is on your wish list.")
        return redirect_to_login(reverse("customer:wishlists-list"))
    add_to_list(user=request.user, product=product)
    messages.success(request, f"{product.get_title()} is on your wish list.")
    return redirect("customer:wishlists-list")


@never_cache
@login_required
@require_POST
def remove(request: SignedInRequest, product_pk: int) -> HttpResponse:
    """`POST /account/wishlists/remove/<product>/`"""
    Line.objects.filter(wishlist__owner=request.user, product_id=product_pk).delete()
    return redirect("customer:wishlists-list")


def add_to_list(*, user: User, product: Product) -> None:
    """Add a product to the customer's list once; a full list stays as it is."""
    lines = Line.objects.filter(wishlist__owner=user)
    if lines.count() < MAX_LINES and not lines.filter(product=product).exists():
        wishes = WishList.objects.filter(owner=user).first() or WishList.objects.create(owner=user)
        wishes.lines.create(product=product, title=product.get_title())


def remember(*, session: SessionBase, product: Product) -> None:
    """Store a guest's choice in the session; the oldest make room for the newest."""
    others = [pk for pk in session.get(SESSION_KEY, []) if pk != product.pk]
    session[SESSION_KEY] = [*others, product.pk][-MAX_LINES_OF_A_GUEST:]


def add_remembered(*, user: User, session: SessionBase) -> None:
    """Move the choices of a guest who has just signed in to their list."""
    for product in Product.objects.browsable().filter(pk__in=session.pop(SESSION_KEY, [])):
        add_to_list(user=user, product=product)
