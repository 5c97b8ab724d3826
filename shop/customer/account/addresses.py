"""The address book, with the same fields as the checkout's address form."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from oscar.core.loading import get_model

from shop.accounts.requests import SignedInRequest
from shop.checkout.address_book import MAX_ADDRESSES, as_form_data, save
from shop.checkout.forms import AddressForm

UserAddress = get_model("address", "UserAddress")


class SavedAddressForm(AddressForm):
    """The checkout's address form without its email field."""

    email = None  # type: ignore[assignment]


def _own(request: SignedInRequest) -> QuerySet[Any]:
    return UserAddress.objects.filter(user=request.user).order_by("-is_default_for_shipping", "pk")


@never_cache
@login_required
def address_list(request: SignedInRequest) -> HttpResponse:
    """`/account/addresses/`"""
    return render(
        request, "oscar/customer/address/list.html", {"addresses": _own(request), "tab": "addresses"}
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def edit_address(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """`/account/addresses/add/` and `/account/addresses/<id>/`"""
    address = get_object_or_404(_own(request), pk=pk) if pk else UserAddress(user=request.user)
    if not pk and _own(request).count() >= MAX_ADDRESSES:
        messages.error(request, f"You can save up to {MAX_ADDRESSES} addresses. Please delete one first.")
        return redirect("customer:address-list")
    form = SavedAddressForm(request.POST or None, initial=as_form_data(address))
    if request.method == "POST" and form.is_valid():
        if save(address, form.cleaned_data):
            messages.success(request, "The address is saved.")
            return redirect("customer:address-list")
        form.add_error(None, "That address is in your book already.")
    context = {"form": form, "address": address, "tab": "addresses"}
    return render(request, "oscar/customer/address/form.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_POST
def make_default(request: SignedInRequest, pk: int) -> HttpResponse:
    """`POST /account/addresses/<id>/default/`"""
    address = get_object_or_404(_own(request), pk=pk)
    _own(request).update(is_default_for_shipping=False)
    _own(request).filter(pk=address.pk).update(is_default_for_shipping=True)
    return redirect("customer:address-list")


@never_cache
@login_required
@require_POST
def delete_address(request: SignedInRequest, pk: int) -> HttpResponse:
    """`POST /account/addresses/<id>/delete/`"""
    get_object_or_404(_own(request), pk=pk).delete()
    messages.success(request, "The address is deleted.")
    return redirect("customer:address-list")
