"""Two tabs put the same thing into one basket at once."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError
from oscar.core.loading import get_model

from shop.basket import services
from shop.basket.pricing import price
from tests.concurrency.rivals import together
from tests.support.factories import a_basket, a_product
from tests.support.purchases import GUEST

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def adding(basket: Any, product: Any) -> Callable[[], Any]:
    def add() -> Any:
        mine = price(basket=get_model("basket", "Basket").objects.get(pk=basket.pk), user=GUEST)
        return services.add_to_basket(basket=mine, product=product, quantity=1)

    return add


def four_tabs() -> tuple[list[Any], Any]:
    basket, product = a_basket(a_product(title="Something else")), a_product(stock=10)
    results = together(*[adding(basket, product)] * 4)
    return results, list(basket.lines.filter(product=product))


def test_every_tab_adds_its_one() -> None:
    results, lines = four_tabs()
    assert all(isinstance(found, services.Added) for found in results)
    assert [line.quantity for line in lines] == [4]


def test_without_the_lock_they_trip_over_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    all_there = Barrier(4)  # in place of the lock: by chance the tabs could else come one after the other
    monkeypatch.setattr(services, "lock", lambda basket: all_there.wait(timeout=30))
    results, lines = four_tabs()
    failed = [found for found in results if isinstance(found, IntegrityError)]
    assert failed or [line.quantity for line in lines] != [4]
