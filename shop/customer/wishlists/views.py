"""Oscar's wish list screens with one mend."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from oscar.apps.customer.wishlists import views

from shop.catalogue.models import Product


class WishListCreateView(views.WishListCreateView):
    """Oscar's `dispatch` answers an unknown product with a redirect to a name that doesn't exist (a 500).

    A product that isn't there is a page that isn't there.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "product_pk" in kwargs:
            get_object_or_404(Product, pk=kwargs["product_pk"])
        return super().dispatch(request, *args, **kwargs)
