"""Who packs, and what is to be packed."""

from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.order.models import Order
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.roles import packer_group, shopkeeper_group


@pytest.fixture
def packer(ben: User) -> Client:
    ben.first_name = "Pat"
    ben.save()
    ben.groups.add(packer_group())
    return signed_in(ben)


@pytest.fixture
def shopkeeper(cleo: User) -> Client:
    cleo.groups.add(shopkeeper_group())
    return signed_in(cleo)


@pytest.fixture
def paid(db: None) -> Order:
    """A guest's order of two bottles."""
    order: Any = a_paid_order(a_product(stock=5), quantity=2)
    return order
