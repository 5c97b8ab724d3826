from decimal import Decimal as D

import pytest

from shop.shipping.methods import TrackedDelivery
from tests.support.factories import a_basket, a_product

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("price", "charged"), [("45.00", "3.95"), ("45.01", "0.00")])
def test_delivery_is_free_over_45_and_not_at_45(price: str, charged: str) -> None:
    method = TrackedDelivery(code="standard", zone="GB_MAINLAND", price=D("3.95"), days=(2, 3))
    assert method.calculate(a_basket(a_product(price=price))).incl_tax == D(charged)


@pytest.mark.parametrize(
    ("code", "zone"), [("express", "GB_MAINLAND"), ("standard", "IM"), ("standard", "JE")]
)
def test_nothing_else_is_free_however_much_is_bought(code: str, zone: str) -> None:
    method = TrackedDelivery(code=code, zone=zone, price=D("6.95"), days=(1, 2))
    assert method.calculate(a_basket(a_product(price="90.00"))).incl_tax == D("6.95")


@pytest.mark.parametrize(
    ("zone", "net"), [("GB_MAINLAND", "3.29"), ("IM", "3.29"), ("JE", "3.95"), ("GY", "3.95")]
)
def test_delivery_carries_the_vat_of_the_goods(zone: str, net: str) -> None:
    method = TrackedDelivery(code="standard", zone=zone, price=D("3.95"), days=(2, 3))
    price = method.calculate(a_basket(a_product(price="20.00")))
    assert (price.excl_tax, price.incl_tax) == (D(net), D("3.95"))
