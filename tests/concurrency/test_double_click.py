"""Two clicks, two tabs or two processes place the same basket at once."""

from typing import Any

import pytest
from django.db import IntegrityError

from shop.basket.pricing import price
from shop.checkout import services
from shop.order.models import Order
from tests.concurrency.rivals import together
from tests.support.factories import a_basket, a_product
from tests.support.purchases import GUEST, HOME

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def click(basket: Any) -> Any:
    fingerprint = services.quote_for(price(basket=basket, user=GUEST), HOME).fingerprint
    return lambda: (
        services.place_order(basket_id=basket.pk, user=GUEST, details=HOME, fingerprint=fingerprint).number
    )


def test_every_click_gets_the_same_order() -> None:
    product = a_product(stock=10)
    numbers = together(*[click(a_basket_of(product))] * 4)
    assert len(set(numbers)) == 1
    assert (Order.objects.count(), product.stockrecords.get().num_allocated) == (1, 1)


def a_basket_of(product: Any) -> Any:
    return a_basket(product)


def test_without_asking_again_under_the_lock_the_second_click_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "order_of", lambda basket_id: None)
    results = together(*[click(a_basket_of(a_product()))] * 4)
    failed = [found for found in results if isinstance(found, services.BasketGone | IntegrityError)]
    assert len(failed) == 3
