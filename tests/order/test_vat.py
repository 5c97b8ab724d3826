"""What an order keeps of VAT and delivery, after which nothing changes it."""

from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest

from shop.checkout.details import Details
from shop.checkout.quote import quote_for
from shop.checkout.services import place_order
from shop.shipping.models import DeliveryRate
from tests.support.factories import ADDRESS, a_basket, a_product
from tests.support.purchases import GUEST

pytestmark = pytest.mark.django_db
HOME = Details(email="wilma@example.com", **ADDRESS)


def order_for(*products: Any, quantity: int = 1, **details: str) -> Any:
    """Place an order for these products as a guest."""
    basket, where = a_basket(*products, quantity=quantity), replace(HOME, **details)
    return place_order(
        basket_id=basket.pk, user=GUEST, details=where, fingerprint=quote_for(basket, where).fingerprint
    )


def test_the_order_is_the_sum_of_its_lines_and_delivery() -> None:
    order = order_for(
        a_product("Oil", price="19.99"), a_product("Book", price="7.49", tax_code="zero"), quantity=3
    )
    lines = order.lines.all()
    assert sum(line.line_price_incl_tax for line in lines) + order.shipping_incl_tax == order.total_incl_tax
    assert sum(line.line_price_excl_tax for line in lines) + order.shipping_excl_tax == order.total_excl_tax
    assert order.total_tax == sum(line.line_price_tax for line in lines) + order.shipping_tax


@pytest.mark.parametrize(("code", "rate"), [("standard", "0.20"), ("reduced", "0.05"), ("zero", "0.00")])
def test_each_line_keeps_its_rate(code: str, rate: str) -> None:
    assert order_for(a_product(tax_code=code)).lines.get().vat_rate == D(rate)


def test_three_lines_of_4_99_hold_2_49() -> None:
    order = order_for(*(a_product(f"Oil {n}", price="4.99") for n in range(3)))
    assert sum(line.line_price_tax for line in order.lines.all()) == D("2.49")


def test_an_export_is_recorded_at_nought() -> None:
    order = order_for(a_product(price="24.00"), postcode="JE2 3AB")
    line = order.lines.get()
    assert (line.line_price_incl_tax, line.line_price_tax, line.vat_rate) == (
        D("24.00"),
        D("0.00"),
        D("0.00"),
    )
    assert (order.delivery_zone, order.shipping_tax, order.delivery_vat_rate) == ("JE", D("0.00"), D("0.00"))


def test_the_order_keeps_the_rule_it_was_placed_under() -> None:
    order = order_for(a_product(price="45.01"))
    DeliveryRate.objects.update(price="9.99")
    order.refresh_from_db()
    assert len(order.delivery_rule.pop("promised")) == 2
    assert order.delivery_rule == {
        "over": "45.00", "inclusive": False, "goods": "45.01", "rate": "3.95", "charged": "0.00",
        "cheapest": "0.00",
    }  # fmt: skip
    assert order.shipping_incl_tax == D("0.00")


def test_the_parcel_goes_to_the_country_of_its_postcode() -> None:
    assert order_for(a_product(), postcode="GY1 1AA").shipping_address.country_id == "GG"
