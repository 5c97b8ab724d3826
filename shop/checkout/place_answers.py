"""Placing an order and starting its payment, in the words of the page's script."""

from collections.abc import Callable

from django.http import JsonResponse

from shop.basket.request import StorefrontRequest
from shop.checkout import services, unpaid_orders
from shop.checkout.begin_payment import begin_payment
from shop.checkout.client_keys import client_keys
from shop.checkout.details import Details
from shop.checkout.quote import NotDeliverable
from shop.checkout.reservation_rules import TooManyUnpaid, TooMuchReserved
from shop.offer.models import OfferUsedUp
from shop.order.models import Order
from shop.partner.models import OutOfStock

USED_UP = "An offer in your basket has just been used up. Please look at the new total."
SOLD = "Someone else has just bought the last one."
CHANGED = "Your basket or its prices have changed since you opened the wallet. {} Nothing was charged."


def place_and_begin(
    request: StorefrontRequest, *, basket_id: int, details: Details, fingerprint: str, by_wallet: bool = False
) -> JsonResponse:
    """What is needed to confirm the payment, or why there is no order."""

    def place() -> Order:
        return services.place_order(
            basket_id=basket_id,
            user=request.user,
            details=details,
            fingerprint=fingerprint,
            visitor=client_keys(request),
            by_wallet=by_wallet,
        )

    return begin_order(request, place, by_wallet=by_wallet)


def begin_order(
    request: StorefrontRequest, place: Callable[[], Order], *, by_wallet: bool = False
) -> JsonResponse:
    """The same for any way of placing an order."""
    try:
        order = place()
    except services.QuoteChanged as error:
        text = CHANGED.format(error) if by_wallet else str(error)
        return _refused(text, total=str(error.quote.total), reload=True)
    except services.CodeUsedBefore as error:
        return _refused(str(error), reload=True)
    except services.NotAllThere as error:
        return _refused(str(error), basket=True)
    except (services.CannotPlace, NotDeliverable, TooMuchReserved) as error:
        return _refused(str(error))
    except TooManyUnpaid as error:
        return _refused(str(error), status=429, basket=True)
    except OfferUsedUp:
        return _refused(USED_UP, reload=True)
    except OutOfStock:
        return _refused(SOLD, basket=True)
    return _begun(request, order)


def _refused(text: str, *, status: int = 409, **where: str | bool) -> JsonResponse:
    return JsonResponse({"error": text, **where}, status=status)


def _begun(request: StorefrontRequest, order: Order) -> JsonResponse:
    """Start the payment, and remember the order for this browser even if that fails."""
    unpaid_orders.remember(request, order)
    response = begin_payment(request, order)
    unpaid_orders.update_cookie(request, response, unpaid_orders.unpaid_of(request))
    return response
