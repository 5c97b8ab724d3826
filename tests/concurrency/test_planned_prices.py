"""Two ticks of the schedule at once: the price from before is noted once, and never the planned one."""

import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from shop.partner import planned_prices
from shop.partner.models import PlannedPrice, StockRecord
from tests.concurrency.rivals import together
from tests.support.factories import a_product
from tests.support.shelf import record_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
FULL, LOW = Decimal("14.50"), Decimal("12.00")
SetPrice = Callable[[StockRecord, Decimal | None], None]


def ticks(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What two ticks return while setting a price takes a moment."""
    today = timezone.localdate()
    record = record_of(a_product("Marigold oil"))
    planned_prices.plan_price(record_id=record.pk, price=LOW, since=today, until=today + timedelta(days=2))
    set_price: SetPrice = planned_prices._set_price

    def slow(record: StockRecord, price: Decimal | None) -> None:
        time.sleep(0.3)
        set_price(record, price)

    monkeypatch.setattr(planned_prices, "_set_price", slow)
    return together(planned_prices.apply_due, planned_prices.apply_due)


def test_one_of_them_begins_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sorted(ticks(monkeypatch)) == [0, 1]
    assert PlannedPrice.objects.get().price_before == FULL


def test_without_the_lock_both_begin_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(planned_prices, "lock_record", lambda pk: StockRecord.objects.get(pk=pk))
    assert ticks(monkeypatch) == [1, 1]


def test_two_colleagues_plan_one_of_two_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()
    record = record_of(a_product("Marigold oil"))

    def plan() -> PlannedPrice:
        return planned_prices.plan_price(record_id=record.pk, price=LOW, since=today, until=today)

    results = together(plan, plan)
    assert sum(isinstance(result, planned_prices.Overlaps) for result in results) == 1
    assert PlannedPrice.objects.count() == 1
