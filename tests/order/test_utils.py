"""Oscar's order creator: what a line's prices add up to, and the arguments Oscar's own takes."""

from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oscar.core.loading import get_class, get_model
from oscar.core.prices import Price

from shop.basket.pricing import price
from shop.checkout.details import Details
from tests.support.factories import ADDRESS, a_basket, a_product
from tests.support.purchases import GUEST, HOME, a_code, an_order

pytestmark = pytest.mark.django_db
_numbers = count(1)


def added_up(line: Any) -> tuple[Decimal, Decimal, int]:
    rows = list(line.prices.all())
    gross = sum((row.price_incl_tax * row.quantity for row in rows), Decimal(0))
    net = sum((row.price_excl_tax * row.quantity for row in rows), Decimal(0))
    return gross, net, sum(row.quantity for row in rows)


@given(quantity=st.integers(1, 12), pence=st.integers(35, 5000), percent=st.sampled_from([0, 3, 10, 33, 50]))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_prices_of_a_line_add_up_to_it(quantity: int, pence: int, percent: int) -> None:
    product = a_product(f"Oil {next(_numbers)}", price=str(Decimal(pence) / 100), stock=99)
    code = a_code(f"C{product.pk}", percent=percent) if percent else None
    line = an_order(product, quantity=quantity, code=code).lines.get()
    assert added_up(line) == (line.line_price_incl_tax, line.line_price_excl_tax, quantity)


def test_a_billing_address_is_taken_as_oscars_creator_takes_it() -> None:
    basket = price(basket=a_basket(a_product()), user=GUEST)
    basket.save()
    billing = get_model("order", "BillingAddress").objects.create(line1="1 Bank Street", country_id="GB")
    address = Details(email=HOME.email, **ADDRESS).shipping_address()
    address.save()
    method = get_class("shipping.repository", "Repository")().get_available_shipping_methods(basket)[0]
    order = get_class("order.utils", "OrderCreator")().place_order(
        basket=basket,
        total=Price("GBP", Decimal("15.38"), Decimal("18.45")),
        shipping_method=method,
        shipping_charge=method.calculate(basket),
        shipping_address=address,
        billing_address=billing,
    )
    assert (order.billing_address, order.number[:3]) == (billing, "PS-")
