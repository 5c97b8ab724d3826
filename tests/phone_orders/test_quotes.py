"""What staff say on the telephone is what the checkout would ask, to the penny."""

from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from shop.accounts.models import User
from shop.basket.pricing import price
from shop.checkout.quote import quote_for
from shop.phone_orders.quotes import quote_of
from tests.support.factories import a_basket, a_product
from tests.support.phone_orders import ON_THE_PHONE, a_sent_link
from tests.support.purchases import GUEST, a_code

pytestmark = pytest.mark.django_db
POSTCODES = some.sampled_from(["GL5 1AA", "BT1 5GS", "JE2 3AB", "IM1 1AA", "HS1 2AA"])


@given(
    pence=some.integers(30, 6000),
    pieces=some.integers(1, 5),
    postcode=POSTCODES,
    method=some.sampled_from(["", "standard", "express"]),
    with_code=some.booleans(),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_staff_and_shopper_see_one_quote(
    cleo: User, pence: int, pieces: int, postcode: str, method: str, with_code: bool
) -> None:
    with transaction.atomic():
        oil = a_product(price=str(Decimal(pence) / 100), stock=20)
        details = ON_THE_PHONE.__class__(**{**ON_THE_PHONE.__dict__, "postcode": postcode, "method": method})
        own = a_basket(oil, quantity=pieces)
        link = a_sent_link(oil, by=cleo, pieces=pieces, details=details)
        if with_code:
            code = a_code()
            own.vouchers.add(code)
            link.basket.vouchers.add(code)
        shopper = quote_for(price(basket=own, user=GUEST), details)
        staff = quote_of(link)
        assert (staff.total, staff.vat, staff.rule["charged"]) == (
            shopper.total,
            shopper.vat,
            shopper.rule["charged"],
        )
        assert staff.fingerprint == shopper.fingerprint
        transaction.set_rollback(True)
