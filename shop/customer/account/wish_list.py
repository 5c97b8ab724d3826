"""One wish list for each person, filled from the cached product pages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from oscar.core.loading import get_model

from shop.catalogue.models import Product
from shop.catalogue.shelf import current_shelf
from shop.origin import same_origin_post

WishList = get_model("wishlists", "WishList")
MOST = 100


def _list_of(user: Any) -> Any:
    return WishList.objects.filter(owner=user).first() or WishList.objects.create(owner=user)


@never_cache
@login_required
def wish_list(request: Any) -> HttpResponse:
    """`/account/wishlists/`: what is still on the shelf, in the order it was wished for."""
    kept = get_model("wishlists", "Line").objects.filter(wishlist__owner=request.user).order_by("pk")
    by_pk = {item.id: item for item in current_shelf().items}
    rows = [(line, by_pk.get(line.product_id)) for line in kept]
    return render(request, "oscar/customer/wishlists/list.html", {"rows": rows, "tab": "wishes"})


@same_origin_post
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, product_pk: int) -> HttpResponse:
    """`POST /account/wishlists/add/<product>/`; a visitor signs in first and then presses once more.

    GET only asks: it is where signing in leads back to, and it must change nothing.
    """
    product = get_object_or_404(Product.objects.browsable(), pk=product_pk)
    if not request.user.is_authenticated:
        back = reverse("customer:wishlists-add-product", args=[product.pk])
        return redirect(f"{reverse('customer:login')}?{urlencode({'next': back})}")
    if request.method == "GET":
        return render(request, "oscar/customer/wishlists/add.html", {"product": product})
    wishes = _list_of(request.user)
    if wishes.lines.count() < MOST and not wishes.lines.filter(product=product).exists():
        wishes.lines.create(product=product, title=product.get_title())
    messages.success(request, f"{product.get_title()} is on your wish list.")
    return redirect("customer:wishlists-list")


@never_cache
@login_required
@require_POST
def remove(request: Any, product_pk: int) -> HttpResponse:
    """`POST /account/wishlists/remove/<product>/`"""
    lines = get_model("wishlists", "Line").objects
    lines.filter(wishlist__owner=request.user, product_id=product_pk).delete()
    return redirect("customer:wishlists-list")
