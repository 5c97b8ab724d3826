"""Payment attempts: creating one with the order, and finding the current one."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from shop.caching.prepared_query import PreparedQuery
from shop.money import to_pence
from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.provider import Busy, GatewayError

HOLD = timedelta(minutes=30)
ATTEMPTS = PreparedQuery(lambda order: PaymentAttempt.objects.filter(order=order).order_by())
# Stripe keeps a key, and what it answered to it, for 24 hours: after that the same key would act anew.
KEY_LASTS = timedelta(hours=23)


class PaymentsUnavailable(Exception):
    """PAYMENTS is off, or Stripe can't be reached; the order stays as it is."""


class PaymentsBusy(PaymentsUnavailable):
    """Stripe is slow: it wasn't asked, so nothing has happened. Trying again in a minute may help."""


def unavailable(error: GatewayError) -> PaymentsUnavailable:
    """The exception for a call that Stripe didn't answer."""
    return PaymentsBusy() if isinstance(error, Busy) else PaymentsUnavailable()


class UnknownAtStripe(PaymentsUnavailable):
    """Stripe has no such payment: it was made with other keys, and its order is in Review now."""


class TooManyDeclines(Exception):
    """The cards tried for this order, or from this browser or address, were refused too often."""


@dataclass(frozen=True)
class ClientKeys:
    """Keyed hashes of the buyer's network and session, to count refused cards without identifying anyone."""

    address: str = ""
    session: str = ""


def open_attempt(
    order: Order, *, visitor: ClientKeys | None = None, hold: timedelta = HOLD, by_wallet: bool = False
) -> PaymentAttempt:
    """Create the order's first attempt, inside the transaction that places the order.

    `hold` is the reservation time; `visitor` serves to count unpaid orders. A wallet sends the address to
    Stripe itself, and Stripe refuses that where we have sent one.
    """
    visitor = visitor or ClientKeys()
    return PaymentAttempt.objects.create(
        order=order,
        amount_minor=to_pence(order.total_incl_tax),
        methods=",".join(settings.STRIPE_METHODS),
        by_wallet=by_wallet,
        livemode=settings.STRIPE_LIVEMODE,
        session_hash=visitor.session,
        address_hash=visitor.address,
        expires_at=timezone.now() + hold,
    )


def current_attempt(order: Order) -> PaymentAttempt | None:
    """The latest attempt; None for an order without any."""
    attempts = ATTEMPTS.read(order.pk)
    for attempt in attempts:
        attempt.order = order
    return max(attempts, key=lambda attempt: attempt.number, default=None)
