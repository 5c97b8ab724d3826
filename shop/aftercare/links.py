"""Signed links in the emails of this room, and the decorator of the pages behind them."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.core import signing
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from shop.aftercare.models import LowReminder
from shop.order.models import Order
from shop.web.signed_links import with_private_referrer

REVIEW, NO_MARKETING = "shop.aftercare.review", "shop.aftercare.no_marketing"
REMINDER = "shop.aftercare.reminder"
REVIEW_DAYS = 60


class ReviewLinkEnded(Exception):
    """The time to review by this link is over."""


def review_token(order: Order) -> str:
    """Opens the review forms of one order for 60 days."""
    return signing.TimestampSigner(salt=REVIEW).sign_object(order.number)


def order_to_review(token: str) -> Order:
    """The order of a review link. Raises Http404 for a forged one, ReviewLinkEnded for an old one."""
    signer = signing.TimestampSigner(salt=REVIEW)
    try:
        number = signer.unsign_object(token, max_age=timedelta(days=REVIEW_DAYS))
    except signing.SignatureExpired as error:
        raise ReviewLinkEnded from error
    except signing.BadSignature as error:
        raise Http404 from error
    return _order(str(number))


def no_marketing_token(order: Order) -> str:
    """Ends marketing to the order’s address. It has no end, because an old email must still stop it."""
    return signing.Signer(salt=NO_MARKETING).sign_object(order.number)


def order_to_leave(token: str) -> Order:
    """The order of a link that ends marketing; Http404 for a forged one."""
    try:
        return _order(str(signing.Signer(salt=NO_MARKETING).unsign_object(token)))
    except signing.BadSignature as error:
        raise Http404 from error


def reminder_token(reminder: LowReminder) -> str:
    """Shows and stops one reminder."""
    return signing.Signer(salt=REMINDER).sign_object(reminder.pk)


def reminder_of(token: str) -> LowReminder | None:
    """The reminder of a link, None if it was deleted since; Http404 for a forged link."""
    try:
        key = int(signing.Signer(salt=REMINDER).unsign_object(token))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    return LowReminder.objects.select_related("product__parent", "order").filter(pk=key).first()


def _order(number: str) -> Order:
    order = Order.objects.filter(number=number).select_related("user").first()
    if order is None:
        raise Http404
    return order


def link_page[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Never cache the page, hide its address from other sites, and ask for no cookie.

    The signed token authorises the request and no other site knows it; email programs post without a cookie.
    """

    @wraps(view)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return with_private_referrer(view(*args, **kwargs))

    return csrf_exempt(never_cache(wrapper))
