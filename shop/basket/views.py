"""The basket: look, add, change, undo, codes. Each works as a plain form and, smoother, by script."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from shop.basket import add_errors, merging, services, vouchers
from shop.basket.attribution import attribution_of
from shop.basket.cookie import value_for
from shop.basket.forms import AddForm, CodeForm, QuantityForm
from shop.basket.middleware import MERGED
from shop.basket.page import Mistake
from shop.basket.pricing import price
from shop.basket.request import StorefrontRequest
from shop.basket.responses import (
    UNDO,
    render_basket,
    render_changed,
    render_mini_basket,
    wants_json,
    wants_mini_basket,
)
from shop.web.same_origin import same_origin_post


def _first_error(form: BaseForm) -> str:
    return str(next(iter(form.errors.values()))[0])


@method_decorator(never_cache, "dispatch")
class BasketView(View):
    """`/basket/`"""

    def get(self, request: StorefrontRequest) -> HttpResponse:
        return render_basket(request)


@method_decorator([same_origin_post, never_cache], "dispatch")
class BasketAddView(View):
    """`POST /basket/add/<product id>/`, from cached pages: guarded by its origin, not by a token."""

    def get(self, request: StorefrontRequest, pk: int) -> HttpResponse:
        return redirect("basket:summary")

    def post(self, request: StorefrontRequest, pk: int) -> HttpResponse:
        form = AddForm({"quantity": request.POST.get("quantity", "1")})
        try:
            product = services.find_product(product_id=pk, variant=request.POST.get("variant", ""))
            if not form.is_valid():
                raise services.CannotAdd(_first_error(form), free=1, product=product)
            added = services.add_to_basket(
                basket=request.basket,
                product=product,
                quantity=form.cleaned_data["quantity"],
                source=attribution_of(sent=request.POST, referer=request.headers.get("Referer", "")),
            )
        except services.CannotAdd as error:
            return self.refused(request, error)
        return self.added(request, added)

    def added(self, request: StorefrontRequest, added: services.Added) -> HttpResponse:
        if wants_mini_basket(request):
            return render_mini_basket(request, added)
        if not wants_json(request):
            return render_changed(request, added.text)
        price(basket=request.basket, user=request.user)
        return JsonResponse({"message": added.text, "basket": value_for(request.basket)})

    def refused(self, request: StorefrontRequest, error: services.CannotAdd) -> HttpResponse:
        status = 404 if isinstance(error, services.NoSuchProduct) else 409
        if wants_json(request):
            return JsonResponse({"error": str(error)}, status=status)
        context = add_errors.recovery_options(error, wanted=request.POST.get("quantity", "1"))
        return render(request, "oscar/basket/cannot_add.html", context, status=status)


@method_decorator(never_cache, "dispatch")
class LineView(View):
    """`POST /basket/lines/<id>/`: another quantity, or out with it."""

    http_method_names = ["post"]

    def post(self, request: StorefrontRequest, pk: int) -> HttpResponse:
        sent = request.POST
        typed = "0" if "remove" in sent else sent.get("step") or sent.get("quantity", "")
        form = QuantityForm({"quantity": typed})
        if not form.is_valid():
            return render_basket(request, status=400, mistakes={pk: Mistake(typed[:10], _first_error(form))})
        try:
            return self.change(request, pk, form.cleaned_data["quantity"])
        except services.NoSuchProduct as error:
            return render_changed(request, str(error))
        except services.SoldOut:
            return render_changed(request)  # the page moves the line and says so
        except services.CannotAdd as error:
            return render_basket(request, status=409, mistakes={pk: Mistake(typed, str(error))})

    def change(self, request: StorefrontRequest, pk: int, quantity: int) -> HttpResponse:
        if quantity:
            done = services.change_quantity(basket=request.basket, line_id=pk, quantity=quantity)
            text = f"{done.title}: {done.quantity} in your basket."
            if not done.note:
                return render_changed(request, text)
            price(basket=request.basket, user=request.user)
            mistake = Mistake(str(done.quantity), f"{done.note} Your basket has {done.quantity}.")
            return render_basket(request, status=409, mistakes={pk: mistake})
        removed = services.remove_line(basket=request.basket, line_id=pk)
        request.session[UNDO] = vars(removed)
        return render_changed(request)


@method_decorator(never_cache, "dispatch")
class MergeView(View):
    """`POST /basket/merged/`: confirm or undo the merge that signing in made."""

    http_method_names = ["post"]

    def post(self, request: StorefrontRequest) -> HttpResponse:
        held = request.session.pop(MERGED, None)
        if not held or "undo" not in request.POST or not request.basket.id:
            return render_changed(request)
        moved = merging.undo_merge(basket=request.basket, held=held, owner=request.user)
        return render_changed(request, "Moved back to “Saved for later”." if moved else "Undone.")


@method_decorator(never_cache, "dispatch")
class SavedForLaterView(View):
    """`POST /basket/kept/<line id>/`: move a line saved for later to the basket, or remove it."""

    http_method_names = ["post"]

    def post(self, request: StorefrontRequest, pk: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return render_changed(request)
        if "forget" in request.POST:
            merging.remove_saved_line(owner=request.user, line_id=pk)
            return render_changed(request, "Removed from your list.")
        try:
            added = merging.move_to_basket(basket=request.basket, owner=request.user, line_id=pk)
        except services.CannotAdd as error:
            return render_basket(request, status=409, refused=str(error))
        return render_changed(request, added.text)


@method_decorator(never_cache, "dispatch")
class WithoutView(View):
    """`POST /basket/without/`: remove unavailable lines and continue to the checkout."""

    http_method_names = ["post"]

    def post(self, request: StorefrontRequest) -> HttpResponse:
        if request.basket.id:
            titles = services.leave_out_unavailable(basket=request.basket, owner=request.user)
            price(basket=request.basket, user=request.user)
            if titles:
                messages.info(request, f"Your order goes on without {' and '.join(titles)}.")
        return redirect("basket:summary" if request.basket.is_empty else "checkout:index")


@method_decorator(never_cache, "dispatch")
class SavedView(View):
    """`/basket/saved/`: Oscar's page of lines saved for later redirects to the basket, which shows them."""

    def get(self, request: StorefrontRequest) -> HttpResponse:
        return redirect("basket:summary")


@method_decorator(never_cache, "dispatch")
class VoucherAddView(View):
    """`POST /basket/vouchers/add/`"""

    def get(self, request: StorefrontRequest) -> HttpResponse:
        return redirect("basket:summary")

    def post(self, request: StorefrontRequest) -> HttpResponse:
        form = CodeForm(request.POST)
        try:
            if not form.is_valid():
                raise vouchers.CodeRefused(_first_error(form))
            code = form.cleaned_data["code"]
            text = vouchers.apply_code(basket=request.basket, user=request.user, code=code)
        except vouchers.CodeRefused as error:
            typed = request.POST.get("code", "")[:128].replace("\x00", "")
            return render_basket(request, status=400, code_error=str(error), code_typed=typed)
        return render_changed(request, text)


@method_decorator(never_cache, "dispatch")
class VoucherRemoveView(View):
    """`POST /basket/vouchers/<id>/remove/`"""

    http_method_names = ["post"]

    def post(self, request: StorefrontRequest, pk: int) -> HttpResponse:
        code = vouchers.remove_code(basket=request.basket, voucher_id=pk)
        return render_changed(request, f"The code {code} has been taken off." if code else "")
