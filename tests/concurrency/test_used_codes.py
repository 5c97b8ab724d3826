"""A guest who orders twice at once with a code that works once for each customer."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from shop.checkout import services
from shop.checkout.services import CodeUsedBefore
from shop.checkout.used_codes import used_before
from tests.concurrency.rivals import together, when_all_are_there
from tests.support.factories import a_basket, a_product
from tests.support.purchases import a_code, place

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def slowly(*given: Any) -> Any:
    """The question as it is asked, and time for a rival to ask it as well."""
    used = used_before(*given)
    time.sleep(0.5)
    return used


@pytest.fixture
def orders(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], Any]]:
    """Two baskets of one guest with the same code."""
    monkeypatch.setattr(services, "used_before", slowly)
    code = a_code(usage="Once per customer")
    baskets = [a_basket(a_product(title)) for title in ("One", "Two")]
    for basket in baskets:
        basket.vouchers.add(code)
    return [lambda: place(baskets[0]), lambda: place(baskets[1])]


def refused(results: list[Any]) -> int:
    return sum(isinstance(result, CodeUsedBefore) for result in results)


def test_one_of_them_gets_it(orders: list[Callable[[], Any]]) -> None:
    assert refused(together(*orders)) == 1


def test_without_the_lock_both_would(
    orders: list[Callable[[], Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "drop_spent_codes", lambda **_: None)
    monkeypatch.setattr(services, "used_before", when_all_are_there(used_before))
    assert refused(together(*orders)) == 0
