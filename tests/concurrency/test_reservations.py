"""Many baskets of one browser are placed at the same moment: two become orders."""

from typing import Any

import pytest

from shop.basket.pricing import price
from shop.checkout import reservations
from shop.checkout.quote import quote_for
from shop.checkout.reservation_rules import TooManyUnpaid
from shop.checkout.services import place_order
from shop.order.models import Order
from shop.payment.services import ClientKeys
from tests.concurrency.rivals import together
from tests.support.factories import a_basket, a_product
from tests.support.purchases import GUEST, HOME

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def race() -> list[Any]:
    product = a_product(stock=50)

    def deed() -> Any:
        basket = a_basket(product)
        seen = quote_for(price(basket=basket, user=GUEST), HOME).fingerprint
        args: dict[str, Any] = {"basket_id": basket.pk, "user": GUEST, "details": HOME, "fingerprint": seen}
        return lambda: place_order(**args, visitor=ClientKeys(session="one", address="home"))

    return together(*[deed() for _ in range(5)])


def test_two_of_five_become_orders() -> None:
    ended = race()
    assert Order.objects.count() == 2
    assert sum(isinstance(end, TooManyUnpaid) for end in ended) == 3


def test_without_the_lock_more_get_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reservations, "lock_names", lambda names: None)
    race()
    assert Order.objects.count() > 2
