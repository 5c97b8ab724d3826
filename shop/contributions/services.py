"""Placing a contribution: an order of its own kind, of which nothing is sent, paid as any order."""

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.sites.models import Site
from django.db import transaction
from django.utils import timezone

from shop.checkout.reservations import hold_for
from shop.money import from_pence
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.order.utils import OrderNumberGenerator
from shop.partner.vat import Split, split_gross
from shop.partner.vat_now import rate_now
from shop.payment.services import ClientKeys, open_attempt
from shop.trader.contribution_settings import LEAST, MOST, ContributionSettings

TITLE = "Contribution to the guides"
ZERO = Decimal("0.00")


class NotAllowed(Exception):
    """No amount that is taken. The form refuses it before."""


@transaction.atomic
def contribute(
    *, pence: int, email: str, key: uuid.UUID, terms: ContributionSettings, visitor: ClientKeys
) -> Order:
    """Make the order of a contribution with its first payment attempt, or return the one already made.

    `key` is of the form; with another amount or address it is another contribution, as after “Back”. Raises
    TooManyUnpaid, by the limits of any order: no card is needed up to here. Raises NotAllowed.
    """
    if not LEAST * 100 <= pence <= MOST * 100:
        raise NotAllowed
    form_key = uuid.uuid5(key, f"{pence} {email}")
    if made := _made(form_key):
        return made
    hold = hold_for(visitor=visitor, email=email, is_contribution=True)
    # Again, under the lock on the email address: a second click may have made it meanwhile.
    return _made(form_key) or _create(pence, email, form_key, terms, (visitor, hold))


def _made(form_key: uuid.UUID) -> Order | None:
    return Order.objects.filter(form_key=form_key, kind=OrderKind.CONTRIBUTION).first()


def _create(
    pence: int,
    email: str,
    form_key: uuid.UUID,
    terms: ContributionSettings,
    payer: tuple[ClientKeys, timedelta],
) -> Order:
    part = split_gross(from_pence(pence), rate_now(terms.vat))
    order = Order.objects.create(
        number=OrderNumberGenerator().order_number(),
        site=Site.objects.get_current(),
        status=settings.OSCAR_INITIAL_ORDER_STATUS,
        currency="GBP",
        kind=OrderKind.CONTRIBUTION,
        form_key=form_key,
        guest_email=email,
        total_incl_tax=part.gross,
        total_excl_tax=part.net,
        shipping_incl_tax=ZERO,
        shipping_excl_tax=ZERO,
        simulated=settings.PAYMENTS == "simulated",
        date_placed=timezone.now(),
    )
    order.lines.create(**_line(part, terms.vat))
    visitor, hold = payer
    open_attempt(order, visitor=visitor, hold=hold)
    return order


def _line(part: Split, tax_code: str) -> dict[str, Any]:
    """One line without product and stock, so that nothing which looks for products ever finds it."""
    prices = ("line_price", "line_price_before_discounts", "unit_price")
    amounts = {f"{name}_incl_tax": part.gross for name in prices}
    amounts |= {f"{name}_excl_tax": part.net for name in prices}
    return {
        "title": TITLE,
        "quantity": 1,
        "num_allocated": 0,
        "status": settings.OSCAR_INITIAL_LINE_STATUS,
        "tax_code": tax_code,
        "vat_rate": part.rate,
        **amounts,
    }
