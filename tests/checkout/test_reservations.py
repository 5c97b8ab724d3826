"""Placing needs no card, so what unpaid orders may set aside is limited; a family can still buy."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from shop.checkout import reservation_rules as rules
from shop.checkout.services import reopen_as_basket
from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.services import ClientKeys, current_attempt, start_payment, sync_attempt
from shop.settings.reservations import read_limits
from tests.support.factories import a_basket, a_product
from tests.support.purchases import place, tries_card

pytestmark = pytest.mark.django_db
_people = count()


def buys(product: Any, quantity: int = 1, **who: str) -> Any:
    """A new visitor, unless their session, network or email is given."""
    n = next(_people)
    visitor = ClientKeys(session=who.get("session", f"s{n}"), address=who.get("network", f"n{n}"))
    email = who.get("email", f"person{n}@example.com")
    return place(a_basket(product, quantity=quantity), visitor=visitor, email=email)


def minutes_left(order: Any) -> int:
    attempt = current_attempt(order)
    assert attempt is not None
    return round((attempt.expires_at - timezone.now()) / timedelta(minutes=1))


def set_aside(product: Any) -> int:
    return product.stockrecords.get().num_allocated or 0


@pytest.mark.parametrize("same", [{"session": "one"}, {"email": "one@example.com"}])
def test_a_third_unpaid_order_is_refused(same: dict[str, str]) -> None:
    product = a_product(stock=50)
    for _ in range(2):
        buys(product, **same)
    with pytest.raises(rules.TooManyUnpaid):
        buys(product, **same)
    assert (set_aside(product), Order.objects.count()) == (2, 2)


def test_the_email_counts_however_it_is_spelled() -> None:
    product = a_product(stock=50)
    for email in ("One@Example.com", "one@example.com"):
        buys(product, email=email)
    with pytest.raises(rules.TooManyUnpaid):
        buys(product, email="ONE@EXAMPLE.COM")


def test_a_signed_in_buyer_is_counted_by_their_own_email(ada: Any) -> None:
    product = a_product(stock=50)
    for n in range(2):
        place(a_basket(product, owner=ada), user=ada, visitor=ClientKeys(session=f"s{n}"))
    with pytest.raises(rules.TooManyUnpaid):
        place(a_basket(product, owner=ada), user=ada, visitor=ClientKeys(session="s3"))


def test_paid_orders_dont_count() -> None:
    product = a_product(stock=50)
    for _ in range(3):
        order = buys(product, session="one", email="one@example.com")
        start_payment(order=order, visitor=ClientKeys(session="one"))
        attempt = current_attempt(order)
        assert attempt is not None
        tries_card(attempt)
        sync_attempt(attempt=attempt)
    assert buys(product, session="one", email="one@example.com")


def test_orders_given_up_dont_count() -> None:
    product = a_product(stock=50)
    orders = [buys(product, session="one") for _ in range(2)]
    reopen_as_basket(order=orders[0], basket=a_basket())
    assert buys(product, session="one")


def test_a_family_behind_one_network_can_buy_for_a_shorter_time() -> None:
    product = a_product(stock=50)
    held = [minutes_left(buys(product, network="home")) for _ in range(4)]
    assert held == [30, 30, 10, 10]


def test_one_network_cant_set_the_whole_stock_aside() -> None:
    product = a_product(stock=2000)
    refused = 0
    for _ in range(18):
        try:
            buys(product, quantity=99, network="attacker")
        except rules.TooMuchReserved:
            refused += 1
    assert refused and set_aside(product) <= 500


def test_many_networks_together_leave_something_for_others() -> None:
    product = a_product(stock=2000)
    for _ in range(20):
        try:
            buys(product, quantity=99)
        except rules.TooMuchReserved:
            break
    assert set_aside(product) <= 1000
    assert buys(product, quantity=10)


def test_beyond_half_a_few_are_still_sold_for_a_shorter_time() -> None:
    product = a_product(stock=40)
    for _ in range(2):
        buys(product, quantity=10)
    assert minutes_left(buys(product, quantity=3)) == 10
    with pytest.raises(rules.TooMuchReserved):
        buys(product, quantity=4)


def test_what_was_refused_leaves_nothing_behind() -> None:
    product = a_product(stock=40)
    with pytest.raises(rules.TooMuchReserved):
        buys(product, quantity=13)
    assert (set_aside(product), Order.objects.count(), PaymentAttempt.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(("stock", "minutes"), [(1, 10), (4, 10), (5, 30)])
def test_an_order_that_leaves_few_is_reserved_for_a_shorter_time(stock: int, minutes: int) -> None:
    assert minutes_left(buys(a_product(stock=stock))) == minutes


def test_the_limits_are_the_shops_own(settings: Any) -> None:
    settings.UNPAID_LIMITS = {"orders": 1, "hold": 60, "low_stock": 0}
    product = a_product(stock=1)
    assert minutes_left(buys(product, session="one")) == 60
    with pytest.raises(rules.TooManyUnpaid, match="an unpaid order"):
        buys(a_product("Another oil", stock=50), session="one")


def test_who_meets_a_limit_keeps_the_basket() -> None:
    product = a_product(stock=50)
    for _ in range(2):
        buys(product, session="one")
    basket = a_basket(product, quantity=2)
    with pytest.raises(rules.TooManyUnpaid, match="Your basket stays as it is"):
        place(basket, visitor=ClientKeys(session="one"))
    basket.refresh_from_db()
    assert (basket.status, basket.lines.get().quantity) == ("Open", 2)


@pytest.mark.parametrize(
    "wrong",
    [{"UNPAID_ORDERS": "0"}, {"UNPAID_MINUTES": "5"}, {"UNPAID_PERCENT": "101"}, {"UNPAID_ORDERS": "30"}],
)
def test_a_limit_that_cant_work_stops_the_start(monkeypatch: Any, wrong: dict[str, str]) -> None:
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match="UNPAID_"):
        read_limits()


@given(st.integers(0, 3000), st.integers(1, 99), st.lists(st.integers(1, 99), max_size=40))
def test_no_network_ever_holds_more_than_its_share(stock: int, first: int, later: list[int]) -> None:
    held = 0
    for quantity in [first, *later]:
        try:
            all_held = held + quantity
            rules.share(rules.Limits(), stock=stock, held=all_held, network=all_held, quantity=quantity)
        except rules.TooMuchReserved:
            continue
        held += quantity
    assert held <= max(stock // 4, rules.ALWAYS)
