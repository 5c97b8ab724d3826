"""The basket: look, add, change, undo, codes. Each works as a plain form and, quicker, by script."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from oscar.apps.basket.views import SavedView as SavedView  # Oscar's loader asks for it here

from shop.basket import services, vouchers
from shop.basket.cookie import value_for
from shop.basket.forms import AddForm, CodeForm, QuantityForm
from shop.basket.page import basket_page
from shop.origin import same_origin_post

UNDO = "basket_undo"


def wants_json(request: HttpRequest) -> bool:
    """Whether our own script asks, which announces changes instead of loading a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def _first_error(form: Any) -> str:
    return next(iter(form.errors.values()))[0]  # type: ignore[no-any-return]


@method_decorator(never_cache, "dispatch")
class BasketView(View):
    """`/basket/`"""

    def get(self, request: HttpRequest) -> HttpResponse:
        undo = request.session.pop(UNDO, None) if UNDO in request.session else None
        context = {"page": basket_page(request.basket), "undo": undo}
        return render(request, "oscar/basket/basket.html", context)


@method_decorator([same_origin_post, never_cache], "dispatch")
class BasketAddView(View):
    """`POST /basket/add/<product id>/`, from cached pages: guarded by its origin, not by a token."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = AddForm({"quantity": request.POST.get("quantity", "1")})
        try:
            if not form.is_valid():
                raise services.CannotAdd(_first_error(form))
            product = services.find_product(product_id=pk, variant=request.POST.get("variant", ""))
            added = services.add_to_basket(
                basket=request.basket, product=product, quantity=form.cleaned_data["quantity"]
            )
        except services.CannotAdd as error:
            return self.refused(request, pk, error)
        return self.added(request, added)

    def added(self, request: HttpRequest, added: services.Added) -> HttpResponse:
        text = f"Added to your basket: {added.title}" + (f" × {added.quantity}" if added.quantity > 1 else "")
        if wants_json(request):
            return JsonResponse({"message": text, "basket": value_for(request.basket)})
        messages.success(request, text)
        return redirect("basket:summary")

    def refused(self, request: HttpRequest, pk: int, error: services.CannotAdd) -> HttpResponse:
        status = 404 if isinstance(error, services.NoSuchProduct) else 409
        if wants_json(request):
            return JsonResponse({"error": str(error)}, status=status)
        return render(
            request, "oscar/basket/cannot_add.html", {"error": error, "product_id": pk}, status=status
        )


@method_decorator(never_cache, "dispatch")
class LineView(View):
    """`POST /basket/lines/<id>/`: another quantity, or out with it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        removing = "remove" in request.POST
        form = QuantityForm({"quantity": "0" if removing else request.POST.get("quantity", "")})
        if not form.is_valid():
            messages.error(request, _first_error(form))
            return redirect("basket:summary")
        quantity = form.cleaned_data["quantity"]
        try:
            line = services.change_quantity(basket=request.basket, line_id=pk, quantity=quantity)
        except services.CannotAdd as error:
            messages.error(request, str(error))
            return redirect("basket:summary")
        if quantity == 0:
            title = services.title_of(line.product)
            request.session[UNDO] = {"product": line.product_id, "quantity": line.quantity, "title": title}
        else:
            messages.success(request, f"{services.title_of(line.product)}: now {quantity}.")
        return redirect("basket:summary")


@method_decorator(never_cache, "dispatch")
class VoucherAddView(View):
    """`POST /basket/vouchers/add/`"""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("basket:summary")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        try:
            if not form.is_valid():
                raise vouchers.CodeRefused(_first_error(form))
            text = vouchers.apply_code(
                basket=request.basket, user=request.user, code=form.cleaned_data["code"]
            )
            messages.success(request, text)
        except vouchers.CodeRefused as error:
            messages.error(request, str(error))
        return redirect(reverse("basket:summary") + "#code")


@method_decorator(never_cache, "dispatch")
class VoucherRemoveView(View):
    """`POST /basket/vouchers/<id>/remove/`"""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if code := vouchers.remove_code(basket=request.basket, voucher_id=pk):
            messages.success(request, f"The code {code} has been taken off.")
        return redirect("basket:summary")
