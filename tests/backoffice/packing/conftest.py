"""Who packs, and what is to be packed."""

from typing import Any

import pytest

from shop.order.models import Order
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order


@pytest.fixture
def paid(db: None) -> Order:
    """A guest's order of two bottles."""
    order: Any = a_paid_order(a_product(stock=5), quantity=2)
    return order
