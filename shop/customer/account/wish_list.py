"""One wish list for each person, filled from the cached product pages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from oscar.core.loading import get_model

from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Product
from shop.customer.account import wish_list_services
from shop.web.same_origin import same_origin_post


@never_cache
@login_required
def wish_list(request: Any) -> HttpResponse:
    """`/account/wishlists/`: what is still on the shelf, in the order it was wished for."""
    kept = get_model("wishlists", "Line").objects.filter(wishlist__owner=request.user).order_by("pk")
    by_pk = {item.id: item for item in current_catalogue().items}
    rows = [(line, by_pk.get(line.product_id)) for line in kept]
    return render(request, "oscar/customer/wishlists/list.html", {"rows": rows, "tab": "wishes"})


@same_origin_post
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: Any, product_pk: int) -> HttpResponse:
    """`POST /account/wishlists/add/<product>/`; a guest signs in first, and then finds it on the list."""
    product = get_object_or_404(Product.objects.browsable(), pk=product_pk)
    if request.method == "GET":
        return redirect(product.get_absolute_url())
    if not request.user.is_authenticated:
        wish_list_services.remember(session=request.session, product=product)
        messages.info(request, f"Sign in, and {product.get_title()} is on your wish list.")
        return redirect_to_login(reverse("customer:wishlists-list"))
    wish_list_services.wish_for(user=request.user, product=product)
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
