"""The shopper, Stripe's webhook, the sweep and staff reach for one payment at once."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core import mail
from oscar.apps.offer.abstract_models import AbstractConditionalOffer
from oscar.apps.order.abstract_models import AbstractOrder

from shop.offer.models import ConditionalOffer
from shop.order import statuses
from shop.order.models import Order
from shop.payment.models import PaymentAttempt, Source
from shop.payment.services import cancel_attempt, sync_attempt
from shop.payment.simulator import intents
from tests.concurrency.rivals import together
from tests.support.factories import a_basket, a_product
from tests.support.purchases import a_code, an_order, place, started, tries_card

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def settling(attempt: PaymentAttempt) -> Callable[[], object]:
    return lambda: sync_attempt(attempt=PaymentAttempt.objects.get(pk=attempt.pk)).state


def closing(attempt: PaymentAttempt) -> Callable[[], object]:
    return lambda: cancel_attempt(attempt=PaymentAttempt.objects.get(pk=attempt.pk)).state


def test_webhook_and_return_page_settle_once() -> None:
    attempt = started(an_order())
    tries_card(attempt)
    together(*[settling(attempt)] * 4)
    order = Order.objects.get()
    assert order.status == statuses.PAID
    assert (order.status_changes.count(), Source.objects.count(), order.payment_events.count()) == (1, 1, 1)
    assert len(mail.outbox) == 1


def test_with_oscars_set_status_two_of_them_write_the_history(monkeypatch: pytest.MonkeyPatch) -> None:
    order = an_order()
    monkeypatch.setattr(Order, "available_statuses", AbstractOrder.available_statuses)
    monkeypatch.setattr(Order, "pipeline", statuses.ORDER_PIPELINE)
    copies = [Order.objects.get(pk=order.pk) for _ in range(2)]
    together(
        lambda: AbstractOrder.set_status(copies[0], statuses.PAID),
        lambda: AbstractOrder.set_status(copies[1], statuses.CANCELLED),
    )
    assert {copy.status for copy in copies} == {statuses.PAID, statuses.CANCELLED}


@pytest.mark.parametrize("round_", range(5))
def test_cancelling_while_the_card_is_charged_ends_one_way(round_: int) -> None:
    product = a_product(stock=1)
    attempt = started(an_order(product))
    together(closing(attempt), lambda: tries_card(attempt), settling(attempt))
    together(settling(attempt))
    stripe_says = intents.retrieve(str(attempt.intent_id))["status"]
    ended = {"succeeded": (statuses.PAID, 1), "canceled": (statuses.CANCELLED, 0)}
    assert (Order.objects.get().status, product.stockrecords.get().num_allocated) == ended[stripe_says]


def test_two_who_cancel_release_once() -> None:
    product = a_product(stock=5)
    an_order(product)
    together(*[closing(started(an_order(product)))] * 3)
    assert product.stockrecords.get().num_allocated == 1


def test_a_single_use_code_is_used_once() -> None:
    code = a_code()
    baskets = [a_basket(a_product(f"Oil {number}")) for number in range(3)]
    for basket in baskets:
        basket.vouchers.add(code)
    together(*[lambda basket=basket: place(basket) for basket in baskets])  # type: ignore[misc]
    code.refresh_from_db()
    assert (code.applications.count(), code.num_orders) == (1, 1)


def test_orders_at_once_are_all_counted() -> None:
    code = a_code(usage="Multi-use")
    copies = [ConditionalOffer.objects.get() for _ in range(4)]
    used = {"freq": 1, "discount": Decimal("1.00")}
    together(*[lambda copy=copy: copy.record_usage(used) for copy in copies])  # type: ignore[misc]
    assert code.offers.get().num_orders == 4


def test_with_oscars_counter_orders_at_once_count_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: Oscar adds to what it read and saves that; our rows refuse to save counters at all."""
    monkeypatch.setattr(ConditionalOffer, "counted", frozenset())
    code = a_code(usage="Multi-use")
    copies = [ConditionalOffer.objects.get() for _ in range(4)]
    used = {"freq": 1, "discount": Decimal("1.00")}
    together(*[lambda copy=copy: AbstractConditionalOffer.record_usage(copy, used) for copy in copies])  # type: ignore[misc]
    assert code.offers.get().num_orders == 1


def test_crossed_baskets_dont_lock_each_other_out() -> None:
    first, second = a_product("First", stock=50), a_product("Second", stock=50)
    baskets = [a_basket(*pair) for pair in [(first, second), (second, first)] * 4]
    results = together(*[lambda basket=basket: place(basket).number for basket in baskets])  # type: ignore[misc]
    assert all(isinstance(found, str) for found in results), results
