"""Counters of products count sales: paid with real money."""

from typing import Any

import pytest
from oscar.core.loading import get_model

from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, an_order

pytestmark = pytest.mark.django_db(transaction=True)


def test_purchases_are_counted_when_they_are_paid_with_real_money(settings: Any) -> None:
    records = get_model("analytics", "ProductRecord").objects
    a_paid_order(a_product("Simulated"))
    assert not records.filter(num_purchases__gt=0).exists()
    settings.PAYMENTS = "stripe"
    unpaid = an_order(a_product("Bought"))
    assert not records.filter(num_purchases__gt=0).exists()
    unpaid.move("Paid")
    assert records.get(product__title="Bought").num_purchases == 1
