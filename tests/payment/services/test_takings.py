"""What orders brought in, after what went back."""

from decimal import Decimal

import pytest

from shop.order.models import Order
from shop.payment.models import PaymentAttempt, Refund
from shop.payment.services import takings
from tests.payment.refunds import give_back
from tests.support.purchases import a_paid_order, the_payment

pytestmark = pytest.mark.django_db


def test_refunds_are_taken_off() -> None:
    give_back(a_paid_order(), 400)
    assert takings(Order.objects.all()) == Decimal("14.45")


@pytest.mark.parametrize(("back", "left"), [(1845, "18.45"), (300, "18.45"), (1945, "17.45")])
def test_what_was_paid_twice_was_never_in_the_takings(back: int, left: str) -> None:
    order = a_paid_order()
    PaymentAttempt.objects.update(received_minor=2 * 1845)
    Refund.objects.create(attempt=the_payment(order), amount_minor=back, state="succeeded")
    assert takings(Order.objects.all()) == Decimal(left)
