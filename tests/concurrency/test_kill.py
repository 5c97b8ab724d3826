"""SIGKILL between any two steps of place, create, store, settle, cancel, release and refund.

A real process each time; then the shopper comes back or doesn't, the sweep runs, and all must be right.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from shop.order.models import Order
from shop.payment import gateway
from shop.payment.services import (
    CannotRefund,
    ClientKeys,
    RefundRequest,
    cancel_attempt,
    cancel_order,
    start_payment,
    sync_attempt,
)
from tests.payment import invariants
from tests.payment.clock import let_it_come_to_rest
from tests.support import process_kill
from tests.support.factories import a_basket, a_product
from tests.support.purchases import a_code, a_paid_order, an_order, place, started, tries_card

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
Deed = Callable[[], object]


def buying(number: int) -> Deed:
    """All of a buyer's requests, from the button to the return from the bank; safe to repeat."""
    basket = a_basket(a_product(f"Oil {number}", stock=1))
    basket.vouchers.add(a_code(f"CODE{number}"))

    def buy() -> None:
        order = Order.objects.filter(basket=basket).first() or place(type(basket).objects.get(pk=basket.pk))
        if order.status == "Pending payment":
            start_payment(order=order, visitor=ClientKeys())
            tries_card(order.payment_attempts.get())
            sync_attempt(attempt=order.payment_attempts.get())

    return buy


def giving_up(number: int) -> Deed:
    """Cancel at Stripe, then release."""
    attempt = started(an_order(a_product(f"Oil {number}", stock=1), code=a_code(f"CODE{number}")))
    return lambda: cancel_attempt(attempt=type(attempt).objects.get(pk=attempt.pk))


def giving_back(number: int) -> Deed:
    """Staff cancel a paid order; the same form again is the same refund."""
    order, key = a_paid_order(a_product(f"Oil {number}", stock=1)), uuid.uuid4()
    return lambda: cancel_order(order=order, key=key, asked=RefundRequest())


def killed_before_each_step(make: Callable[[int], Deed]) -> Iterator[tuple[int, Deed]]:
    """The action, each time killed one step later, until one process completes it."""
    number = 1
    while process_kill.run(deed := make(number), die_before=number) == -1:
        invariants.hold_always()
        yield number, deed
        number += 1
    assert number > 10


@pytest.mark.parametrize("make", [buying, giving_up, giving_back])
def test_killed_before_any_step_all_is_right_in_the_end(make: Callable[[int], Deed]) -> None:
    """The buyer doesn't come back: only the sweep and the nightly comparison can put it right."""
    for _ in killed_before_each_step(make):
        pass
    let_it_come_to_rest()
    invariants.hold_at_rest()


@pytest.mark.parametrize("make", [buying, giving_up, giving_back])
def test_killed_and_done_again_it_is_done_once(make: Callable[[int], Deed]) -> None:
    for _, deed in killed_before_each_step(make):
        with suppress(CannotRefund):  # it was done before the kill
            deed()
    let_it_come_to_rest()
    invariants.hold_at_rest()
    if make is buying:
        assert set(Order.objects.values_list("status", flat=True)) == {"Paid"}


def test_without_a_kept_key_a_kill_makes_a_second_payment(monkeypatch: pytest.MonkeyPatch) -> None:
    create = gateway.create_intent
    forgetful: Any = lambda **given: create(**given | {"key": uuid.uuid4().hex})  # noqa: E731
    monkeypatch.setattr(gateway, "create_intent", forgetful)
    with pytest.raises(AssertionError, match="asked for once"):
        for _, deed in killed_before_each_step(buying):
            deed()
