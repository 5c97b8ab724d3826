"""Strangers want the same bottle at the same moment: their unpaid orders hold no more than a share of it."""

from collections.abc import Callable
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from shop.basket.pricing import price
from shop.catalogue.models import Product
from shop.checkout.quote import quote_for
from shop.checkout.reservation_rules import TooMuchReserved
from shop.checkout.services import place_order
from shop.order.models import Line, Order
from shop.order.terms import current_terms
from shop.order.utils import OrderCreator
from shop.partner.models import StockRecord
from shop.payment.services import ClientKeys
from tests.concurrency.rivals import together
from tests.support.factories import a_basket, a_product
from tests.support.purchases import GUEST, HOME

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
STRANGERS, EACH, STOCK = 5, 8, 48  # unpaid orders may hold half of it: three orders


def wish(product: Product, number: int) -> Callable[[], Order]:
    """A purchase from a browser, network and address of its own, ready to be placed."""
    basket = a_basket(product, quantity=EACH)
    details = replace(HOME, email=f"stranger{number}@example.com")
    seen = quote_for(price(basket=basket, user=GUEST), details).fingerprint
    who = ClientKeys(session=f"session{number}", address=f"network{number}")
    return lambda: place_order(
        basket_id=basket.pk, user=GUEST, details=details, fingerprint=seen, visitor=who
    )


def race() -> list[Any]:
    current_terms()  # a shop’s first order writes them, and others wait for that row
    product = a_product(stock=STOCK)
    return together(*[wish(product, number) for number in range(STRANGERS)])


def test_together_they_hold_no_more_than_their_share() -> None:
    ended = race()
    assert [type(end) for end in ended if not isinstance(end, Order)] == [TooMuchReserved] * 2
    assert StockRecord.objects.get().num_allocated == 3 * EACH == STOCK // 2


def test_a_refused_order_leaves_nothing_behind() -> None:
    race()
    assert Order.objects.count() == Line.objects.count() == 3


def test_without_the_stocks_lock_they_hold_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: allocating locks the stock’s row. Orders that don’t wait there see only themselves."""
    all_here = Barrier(STRANGERS)
    monkeypatch.setattr(OrderCreator, "claim_stock", lambda self, basket: all_here.wait(timeout=60))
    race()
    assert Order.objects.count() == STRANGERS
