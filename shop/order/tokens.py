"""Signed links to one order: a link lets its holder see or pay that order until it expires."""

from datetime import UTC, datetime, timedelta

from django.core import signing
from django.http import Http404
from django.utils import timezone

from shop.caching.prepared_query import PreparedQuery
from shop.order.models import Order
from shop.privacy.periods import ORDER_LINK

PAY, VIEW = "shop.order.pay", "shop.order.view"
ORDERS = PreparedQuery(
    lambda number: Order.objects.filter(number=number).select_related("shipping_address__country").order_by()
)


class LinkEnded(Exception):
    """The link has expired; a new one can be emailed to the order's own address."""

    def __init__(self, order: Order) -> None:
        super().__init__("ended")
        self.order = order


def token_for(order: Order, purpose: str) -> str:
    """A link's token. Each purpose has its own salt, so that one can't stand in for another."""
    return signing.TimestampSigner(salt=purpose).sign_object(order.number)


def order_for(token: str, purpose: str) -> Order:
    """The order a token names; a forged or foreign one is a page that doesn't exist. Raises LinkEnded."""
    number, made = _read(token, purpose)
    order = ORDERS.first(number)
    if order is None:
        raise Http404
    since = max(at for at in (made, order.dispatched_at, order.date_placed) if at)
    if timezone.now() - since > timedelta(days=ORDER_LINK):
        raise LinkEnded(order)
    return order


def _read(token: str, purpose: str) -> tuple[str, datetime | None]:
    """The number and when the link was made; links from before they were dated count from the order."""
    signer = signing.TimestampSigner(salt=purpose)
    try:
        number = str(signer.unsign_object(token))
        stamp = signing.b62_decode(token.rsplit(":", 2)[1])
    except (signing.BadSignature, ValueError):
        return _undated(token, purpose), None
    return number, datetime.fromtimestamp(stamp, tz=UTC)


def _undated(token: str, purpose: str) -> str:
    try:
        return str(signing.Signer(salt=purpose).unsign_object(token))
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
