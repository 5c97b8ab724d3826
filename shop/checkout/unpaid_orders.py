"""Unpaid orders of this browser, so that a buyer who leaves the payment page finds them again.

Private pages read them from the session. Public pages are the same bytes for everyone, so their script
reads a small cookie, `<order number>.<HH:MM>`. It expires with the reservation.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from shop.accounts.models import User
from shop.caching.prepared_query import PreparedQuery
from shop.checkout.reservations import unpaid_attempts
from shop.london import london
from shop.order.cancellations import wording
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.order.tokens import PAY, token_for
from shop.payment.models import PaymentAttempt

KEY, COOKIE, MOST = "unpaid_orders", "shop_unpaid", 5


def _waiting(**whose: object) -> QuerySet[PaymentAttempt]:
    waiting = unpaid_attempts().exclude(order__kind=OrderKind.CONTRIBUTION)
    return waiting.filter(**whose).select_related("order").order_by()


BY_NUMBER = PreparedQuery(lambda number: _waiting(order__number=number))
BY_ACCOUNT = PreparedQuery(lambda user: _waiting(order__user=user))


@dataclass(frozen=True)
class Unpaid:
    """An order that waits for its payment, and until when its items are reserved.

    Only the notice reads `lines`: the cookie doesn't need them.
    """

    number: str
    until: datetime
    token: str
    order: Order

    @property
    def total(self) -> Decimal:
        return Decimal(self.order.total_incl_tax)

    @property
    def items(self) -> str:
        """“2 × Sunflower oil, 100 ml; 1 × Muslin cloths”"""
        return wording([(line, line.quantity) for line in self.order.lines.order_by("pk")])


def remember(request: HttpRequest, order: Order) -> None:
    """Remember an order that this browser has just placed."""
    numbers = [number for number in request.session.get(KEY, []) if number != order.number]
    request.session[KEY] = [order.number, *numbers][:MOST]


def unpaid_of(request: HttpRequest) -> list[Unpaid]:
    """The unpaid orders of this browser, or of the signed-in account; the newest first.

    Nothing is kept for a contribution, so nobody is reminded of one.
    """
    numbers, user = request.session.get(KEY, []), request.user
    found = [attempt for number in numbers for attempt in BY_NUMBER.read(number)]
    if isinstance(user, User):
        found += BY_ACCOUNT.read(user.pk)
    attempts = {attempt.pk: attempt for attempt in found if attempt.expires_at > timezone.now()}
    return [
        Unpaid(attempt.order.number, attempt.expires_at, token_for(attempt.order, PAY), attempt.order)
        for _, attempt in sorted(attempts.items(), reverse=True)
    ]


def update_cookie(request: HttpRequest, response: HttpResponseBase, orders: list[Unpaid]) -> None:
    """Set or delete the cookie for the scripts of public pages."""
    if not orders:
        if COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")
        return
    newest = orders[0]
    response.set_cookie(
        COOKIE,
        f"{newest.number}.{london(newest.until, '%H:%M')}",
        max_age=max(int((newest.until - timezone.now()).total_seconds()), 0),
        secure=settings.SECURE_COOKIES,
        samesite="Lax",
    )
