"""The basket of a request, and the readable cookie that is updated after each change."""

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.signing import BadSignature, Signer
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty
from oscar.apps.basket import middleware
from oscar.core.loading import get_model

from shop.accounts.visitor import Visitor
from shop.basket import cookie, merging
from shop.basket.models import Basket
from shop.basket.pricing import price
from shop.basket.request import StorefrontRequest
from shop.caching.prepared_query import PreparedQuery

MERGED = "basket_merged"
OPEN = PreparedQuery(lambda pk: Basket.open.filter(pk=pk, owner=None).order_by())


class BasketMiddleware(middleware.BasketMiddleware):
    """Oscar's middleware, but a GET writes nothing, a merge can be undone, and our cookie is set."""

    def get_basket(self, request: StorefrontRequest) -> Basket:
        """Called when something first looks at `request.basket` or its hash.

        Oscar's creates a row for every signed-in visitor who only looks, and tells of a merge
        in words that can't be undone; ours returns an unsaved basket until something is added.
        """
        if request._basket_cache is None:
            request._basket_cache = self._basket_of(request, self._browser_basket(request))
        return request._basket_cache

    def _basket_of(self, request: StorefrontRequest, browser: Basket | None) -> Basket:
        if not request.user.is_authenticated:
            return browser or get_model("basket", "Basket")()
        basket = self._account_basket(request.user)
        if browser:
            held = merging.merge(account=basket, browser=browser)
            if held:
                request.session[MERGED] = held
            request.cookies_to_delete.append(self.get_cookie_key(request))
        return basket

    def _account_basket(self, user: Visitor) -> Basket:
        """The account's open basket. Two that a race has created are merged."""
        model = get_model("basket", "Basket")
        first, *others = model.open.filter(owner=user).order_by("pk") or [model(owner=user)]
        for other in others:
            first.merge(other, add_quantities=True)
        first.owner = user
        return first

    def _browser_basket(self, request: StorefrontRequest) -> Basket | None:
        """The basket of the cookie. A forged or outdated cookie is dropped, a signed non-number too."""
        cookie_key = self.get_cookie_key(request)
        value = request.COOKIES.get(cookie_key)
        if value is None:
            return None
        try:
            number = Signer().unsign(value)
        except BadSignature:
            number = ""
        valid = number.isascii() and number.isdigit() and len(number) < 19
        found = OPEN.first(int(number)) if valid else None
        if found is None:
            request.cookies_to_delete.append(cookie_key)
        return found

    def apply_offers_to_basket(self, request: StorefrontRequest, basket: Basket) -> None:
        """Called when something first looks at `request.basket`."""
        price(basket=basket, user=request.user)

    def process_response(self, request: StorefrontRequest, response: HttpResponse) -> HttpResponse:
        """Called for each response; a request that never looked at its basket costs nothing."""
        if getattr(request, "basket_owner_changed", False):
            self._reload(request)
        response = super().process_response(request, response)
        if (key := self.get_cookie_key(request)) in response.cookies:
            response.cookies[key]["samesite"] = "Lax"  # Oscar leaves it to the browser
        lazy = getattr(request, "basket", None)
        if lazy is None or (isinstance(lazy, SimpleLazyObject) and lazy._wrapped is empty):
            return response
        cookie.update(request, response, cookie.value_for(lazy, fresh=request.method == "POST"))
        return response

    def _reload(self, request: StorefrontRequest) -> None:
        """Signing in or out changes whose basket this is, after the request may have read one."""
        request._basket_cache = None
        request.basket = self.get_basket(request)
        request.basket.strategy = request.strategy
        price(basket=request.basket, user=request.user)


@receiver([user_logged_in, user_logged_out], dispatch_uid="shop.basket.owner_changed")
def note_change_of_owner(request: HttpRequest | None, **_: object) -> None:
    """Remember that the request's basket changed its owner, so that this response updates the cookie."""
    if request is not None:
        request.basket_owner_changed = True  # type: ignore[attr-defined]
