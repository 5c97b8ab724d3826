"""The three screens before an order exists: details, delivery, payment. Parse, one service, respond."""

import json
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from oscar.apps.checkout.views import (  # noqa: F401  Oscar's loader asks for them here
    PaymentDetailsView,
    PaymentMethodView,
    ShippingAddressView,
    ShippingMethodView,
    ThankYouView,
    UserAddressDeleteView,
    UserAddressUpdateView,
)

from shop.accounts.models import User
from shop.basket.models import Basket
from shop.basket.page import BasketPage, basket_page
from shop.basket.pricing import price
from shop.basket.request import StorefrontRequest, unpriced_basket
from shop.checkout import details as saved_details
from shop.checkout import services
from shop.checkout.address_book import save_typed_address, saved_addresses, selected_id, with_chosen
from shop.checkout.address_lookup.page import Lookup, look_up
from shop.checkout.address_lookup.services import is_on as lookup_is_on
from shop.checkout.begin_payment import asks_for_a_page, without_script
from shop.checkout.csp import takes_cards
from shop.checkout.forms import AddressForm, EmailForm
from shop.checkout.payment_element import element_context
from shop.checkout.place_answers import place_and_begin
from shop.checkout.quote import NotDeliverable, describe, quote_for, refuse_undeliverable, savings
from shop.checkout.used_codes import take_off_used_codes
from shop.fields.email_typos import likely_address
from shop.fields.plain_message import plain_lines
from shop.money import to_pence
from shop.order.models import GIFT_MESSAGE
from shop.order.terms import terms_in_force
from shop.shipping import dates
from shop.shipping.promise import arrives_in_words
from shop.shipping.repository import methods_for_zone
from shop.web.client_ip import client_network
from shop.web.stripe_policy import with_express


def _way_on(page: BasketPage) -> str:
    """What to do about a basket that can't be ordered as it stands."""
    if not page.is_blocked:
        return "Your basket is empty: put something in first."
    changes = " ".join(change.text for change in page.changes if change.blocks)
    rest = " or continue without it" if page.lines else ""
    return f"{changes} To check out, remove it{rest}."


@method_decorator(never_cache, "dispatch")
class CheckoutView(View):
    """A step of the checkout; without a basket that can be ordered it leads back to the basket."""

    def dispatch(self, request: Any, *args: object, **kwargs: object) -> HttpResponseBase:
        basket = request.basket if request.method == "GET" else unpriced_basket(request)
        if not basket.id or basket.is_empty or basket.unavailable_lines():
            messages.info(request, _way_on(basket_page(request.basket)))
            return redirect("basket:summary")
        self.details = saved_details.load(request.session)
        if request.method == "GET":
            told = take_off_used_codes(basket=basket, user=request.user, details=self.details)
            if told:
                messages.info(request, " ".join(told))
                return redirect(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)

    def show(
        self, request: StorefrontRequest, template: str, status: int = 200, **context: object
    ) -> HttpResponse:
        """Render a page with the order summary beside the step."""
        context |= {"details": self.details, "summary": describe(request.basket), "basket": request.basket}
        context["savings"] = savings(request.basket)
        context["likely_email"] = "" if request.user.is_authenticated else likely_address(self.details.email)
        return render(request, f"oscar/checkout/{template}.html", context, status=status)


class IndexView(CheckoutView):
    """`/checkout/`: email, name and address on one screen; an account is never asked for."""

    def get(self, request: StorefrontRequest) -> HttpResponse:
        initial = dict(self.details.__dict__)
        if isinstance(request.user, User):
            initial["email"] = request.user.email
        return self.page(request, AddressForm(initial=initial))

    def post(self, request: StorefrontRequest) -> HttpResponse:
        if "take_out" in request.POST:
            return self.take_out(request)
        if "guest" in request.POST:
            return self.as_guest(request)
        if "use_email" in request.POST:
            return self.use_likely_email(request)
        if lookup_is_on() and ("find_address" in request.POST or "use_address" in request.POST):
            return self.look_up(request)
        form = AddressForm(with_chosen(request))
        if not form.is_valid():
            return self.page(request, form, status=422)
        save_typed_address(request, form.cleaned_data)
        data = {k: v for k, v in form.cleaned_data.items() if k != "country"}
        self.details = replace(self.details, draft="", not_asked="", **data)
        saved_details.save(request.session, self.details)
        try:
            refuse_undeliverable(unpriced_basket(request), self.details.zone)
        except NotDeliverable as problem:
            return self.page(request, form, status=422, problem=problem)
        return redirect("checkout:delivery")

    def take_out(self, request: StorefrontRequest) -> HttpResponse:
        """“Take it out and continue”: remove the items that may not go to the address."""
        services.take_out_undeliverable(basket=request.basket, zone=self.details.zone)
        return redirect("checkout:delivery")

    def as_guest(self, request: StorefrontRequest) -> HttpResponse:
        """“Continue as guest”: check the address and go on to the name, with all that was typed."""
        form = EmailForm(request.POST)
        if not form.is_valid():
            return self.page(request, form, status=422, rest=AddressForm(initial=request.POST.dict()))
        return self.save_draft(request, form.cleaned_data["email"])

    def save_draft(self, request: StorefrontRequest, email: str) -> HttpResponse:
        """Keep what was typed, unchecked but for the email address, and go on to the name."""
        typed = {
            k: str(request.POST.get(k, ""))[:200] for k in ("name", "line1", "line2", "town", "postcode")
        }
        typed["gift_message"] = plain_lines(request.POST.get("gift_message", ""))[:GIFT_MESSAGE]
        typed["refuses_mail"] = "1" if request.POST.get("refuses_mail") else ""
        typed["hides_prices"] = "1" if request.POST.get("hides_prices") else ""
        self.details = replace(self.details, email=email, draft="1", **typed)
        saved_details.save(request.session, self.details)
        return redirect(reverse("checkout:index") + "#id_name")

    def use_likely_email(self, request: StorefrontRequest) -> HttpResponse:
        """“Use ada@gmail.com”: the address that was offered for one with a slip, here or on the next page."""
        email = likely_address(self.details.email) or self.details.email
        if request.POST["use_email"] != "delivery":
            return self.save_draft(request, email)
        self.details.email = email
        saved_details.save(request.session, self.details)
        return redirect("checkout:delivery")

    def look_up(self, request: StorefrontRequest) -> HttpResponse:
        """“Find address” and “Use this address”."""
        found = look_up(sent=request.POST, session=request.session, network=client_network(request))
        return self.page(request, found.form, status=found.status, lookup=found)

    def page(
        self,
        request: StorefrontRequest,
        form: BaseForm,
        status: int = 200,
        rest: BaseForm | None = None,
        problem: Any = None,
        lookup: Lookup | None = None,
    ) -> HttpResponse:
        saved = saved_addresses(request.user)
        picked = selected_id(request, saved, self.details.line1, self.details.postcode)
        context = {"form": form, "fields": rest or form, "saved": saved, "picked": picked, "step": 1}
        context |= {"guest": self.guest(request, form), "problem": problem}
        context |= {"lookup": lookup, "lookup_is_on": lookup_is_on()}
        return with_express(request, self.show(request, "details", status, **context), "checkout")

    def guest(self, request: StorefrontRequest, form: BaseForm) -> str:
        """The guest's email address; empty while its field is shown."""
        wants_field = request.GET.get("email") == "change" or form.errors.get("email")
        if request.user.is_authenticated or wants_field or self.details.draft != "1":
            return ""
        sent = request.POST.get("email", self.details.email)
        return self.details.email if sent == self.details.email else ""


class DeliveryView(CheckoutView):
    """`/checkout/delivery/`: the methods this address can have, with prices and dates."""

    def get(self, request: StorefrontRequest, error: str = "", status: int = 200) -> HttpResponse:
        if not self.details.has_address:
            return redirect("checkout:index")
        try:
            basket: Basket = request.basket
            quote = quote_for(basket, self.details)
        except NotDeliverable as problem:
            return self.show(request, "delivery", 409, methods=[], problem=problem, step=2)
        methods = [
            (method, method.charge_for(basket), arrives_in_words(method.days, postcode=quote.postcode))
            for method in methods_for_zone(quote.zone)
        ]
        return self.show(request, "delivery", status, methods=methods, quote=quote, error=error, step=2)

    def post(self, request: StorefrontRequest) -> HttpResponse:
        if not self.details.has_address:
            return redirect("checkout:index")
        codes = {method.code for method in methods_for_zone(self.details.zone)}
        if request.POST.get("method") not in codes:
            return self.get(request, error="Choose how we should send it.", status=422)
        self.details.method = request.POST["method"]
        saved_details.save(request.session, self.details)
        return redirect("checkout:payment")


@method_decorator(takes_cards, "dispatch")
class PaymentView(CheckoutView):
    """`/checkout/payment/`: everything once more, the total, and the button that places the order."""

    def get(self, request: StorefrontRequest) -> HttpResponse:
        if not self.details.has_address:
            return redirect("checkout:index")
        if not self.details.method:
            return redirect("checkout:delivery")
        try:
            quote = quote_for(request.basket, self.details)
        except NotDeliverable:
            return redirect("checkout:delivery")
        # Known before any click: a second one may arrive while the first still waits for Stripe.
        request.session["last_basket"] = request.basket.id
        arrives = dates.wording(*quote.arrives)
        pence = to_pence(quote.total)
        return self.show(
            request,
            "payment",
            quote=quote,
            place_url=reverse("checkout:place"),
            pence=pence,
            arrives=arrives,
            too_small=0 < quote.total < services.SMALLEST_CHARGE,
            terms=terms_in_force(),
            element=element_context(
                self.details, email=self.email(request), methods=",".join(settings.STRIPE_METHODS)
            ),
            step=3,
            stripe_key=settings.STRIPE_PUBLISHABLE_KEY,
        )

    def email(self, request: StorefrontRequest) -> str:
        """An account's order goes to the account's address."""
        return request.user.email if isinstance(request.user, User) else self.details.email


@method_decorator(never_cache, "dispatch")
class PlaceView(View):
    """`POST /checkout/place/`: make the order, then its payment; a second click gets the same answer."""

    http_method_names = ["post"]

    def post(self, request: StorefrontRequest) -> HttpResponse:
        if asks_for_a_page(request):
            return self.as_page(request)
        if settings.PAYMENTS == "off":
            return JsonResponse(
                {"error": "We can’t take payments just now. Nothing was ordered."}, status=503
            )
        return self.placing(request)

    def as_page(self, request: StorefrontRequest) -> HttpResponse:
        """Answer a form that the browser itself sent: a free order needs no card and no script."""
        if "free" not in request.POST:
            return without_script(request, reverse("checkout:payment"))
        answer = json.loads(self.placing(request).content)
        if "error" in answer:
            messages.error(request, answer["error"])
        return redirect(answer.get("done") or answer.get("pay_url") or reverse("checkout:payment"))

    def placing(self, request: StorefrontRequest) -> JsonResponse:
        """The answer for the page's script. Placing prices the locked basket itself."""
        basket = unpriced_basket(request)
        answer = place_and_begin(
            request,
            basket_id=self.basket_id(request, basket),
            details=saved_details.load(request.session),
            fingerprint=request.POST.get("fingerprint", ""),
        )
        if answer.status_code != HTTPStatus.OK:
            price(basket=basket, user=request.user)  # the cookie of a basket that stays has its total
        request.basket = basket
        return answer

    def basket_id(self, request: StorefrontRequest, basket: Basket) -> int:
        """The id of the open basket, or of the one that the form was shown for, which a first click has
        ordered.
        """
        if basket.id and not basket.is_empty:
            return int(basket.id)
        return int(request.session.get("last_basket", 0))
