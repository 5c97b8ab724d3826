"""`/checkout/express/…`: what the sheet's script asks. Parse, one service, answer in JSON."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from shop.basket.forms import AddForm
from shop.basket.models import Basket
from shop.basket.request import StorefrontRequest
from shop.basket.services import CannotAdd
from shop.checkout import details as typed
from shop.checkout.express import baskets
from shop.checkout.express.address import BadAddress, details_from
from shop.checkout.express.sheet import ESTIMATE, NotPayable, place_of, sheet_for
from shop.checkout.place_answers import place_and_begin
from shop.checkout.quote import NotDeliverable
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume
from shop.web.same_origin import same_origin_post

OFF = "We can’t take payments just now. Nothing was ordered."
REFUSED = (baskets.NothingToPay, CannotAdd, NotPayable)


class ExpressView(View):
    """A question of the sheet's script; a refusal is a sentence for the shopper."""

    http_method_names = ["post"]
    most = 120  # in ten minutes from one network: a wallet asks again for each address and method

    def post(self, request: StorefrontRequest) -> HttpResponse:
        if settings.PAYMENTS == "off":
            return JsonResponse({"error": OFF}, status=503)
        try:
            consume(f"express.{type(self).__name__}", client_network(request), most=self.most, minutes=10)
            return self.answer(request)
        except RateLimited as problem:
            return JsonResponse({"error": str(problem)}, status=429)
        except NotDeliverable as problem:
            return JsonResponse({"error": problem.reason}, status=409)
        except REFUSED as problem:
            return JsonResponse({"error": str(problem)}, status=409)

    def answer(self, request: StorefrontRequest) -> JsonResponse:
        raise NotImplementedError


@method_decorator([same_origin_post, never_cache], "dispatch")
class StartView(ExpressView):
    """`POST start/`: what the sheet opens with. From cached pages, so guarded by its origin.

    With `product` it is that product's own basket, else the visitor's. The answer has the token that placing
    the order asks for.
    """

    most = 60

    def answer(self, request: StorefrontRequest) -> JsonResponse:
        basket = self.basket(request)
        baskets.remember(request.session, basket)
        known = typed.load(request.session)
        place = known if known.zone and not known.draft else ESTIMATE
        sheet = sheet_for(basket=basket, place=place, method=known.method)
        return JsonResponse({**sheet.as_json(), "basket": basket.pk, "csrf": get_token(request)})

    def basket(self, request: StorefrontRequest) -> Basket:
        if "product" not in request.POST:
            return baskets.own_basket(request)
        sent = request.POST
        form = AddForm({"quantity": sent.get("quantity", "1")})
        if not form.is_valid():
            raise CannotAdd(str(next(iter(form.errors.values()))[0]))
        return baskets.basket_for_product(
            product_id=_number(sent["product"]),
            variant=sent.get("variant", ""),
            quantity=form.cleaned_data["quantity"],
            user=request.user,
        )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _basket_of(request: StorefrontRequest) -> int:
    return baskets.remembered(request.session, request.POST.get("basket", ""))


@method_decorator(never_cache, "dispatch")
class AddressView(ExpressView):
    """`POST address/`: methods, prices and total for an address or another method of the sheet."""

    def answer(self, request: StorefrontRequest) -> JsonResponse:
        basket = baskets.open_basket(number=_basket_of(request), user=request.user)
        sent = request.POST
        place = place_of(country=sent.get("country", ""), postcode=sent.get("postal_code", "")[:20])
        return JsonResponse(sheet_for(basket=basket, place=place, method=sent.get("method", "")).as_json())


@method_decorator(never_cache, "dispatch")
class PlaceByWalletView(ExpressView):
    """`POST place/`: make the order and its payment; a second confirmation gets the same answer."""

    most = 30

    def answer(self, request: StorefrontRequest) -> JsonResponse:
        number = _basket_of(request)
        try:
            details = details_from(request.POST.dict(), user=request.user)
        except BadAddress as problem:
            return JsonResponse({"error": str(problem), "reason": "invalid_shipping_address"}, status=409)
        sent = request.POST.get("fingerprint", "")
        return place_and_begin(request, basket_id=number, details=details, fingerprint=sent, by_wallet=True)
