"""The number of queries of a purchase, which may not grow unnoticed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shop.basket.pricing import price
from shop.checkout.quote import quote_for
from shop.checkout.services import place_order
from shop.payment.services import ClientKeys, start_payment, sync_attempt
from shop.signals import marketing_choice_made, order_paid
from tests.support.factories import a_basket, a_product, a_product_in_sizes
from tests.support.purchases import GUEST, HOME, a_code, a_paid_order, an_order, started, tries_card

pytestmark = pytest.mark.django_db
STATEMENTS = ("SELECT", "INSERT", "UPDATE", "DELETE")  # savepoints stand for a test's own transaction


@contextmanager
def counted() -> Iterator[list[str]]:
    """The SQL statements of an action, up to its commit."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as asked:
        yield found
    found += [sql for query in asked.captured_queries if (sql := query["sql"].strip()).startswith(STATEMENTS)]


def seen(*products: Any, code: Any = None) -> dict[str, Any]:
    """A basket as its shopper has seen it, ready to be placed."""
    basket = a_basket(*products)
    if code:
        basket.vouchers.add(code)
    fingerprint = quote_for(price(basket=basket, user=GUEST), HOME).fingerprint
    return {"basket_id": basket.pk, "user": GUEST, "details": HOME, "fingerprint": fingerprint}


def test_placing_takes_fifteen_statements() -> None:
    an_order(a_product("First"))
    basket = seen(a_product("Second"))
    with counted() as statements:
        place_order(**basket)
    assert len(statements) == 15, "\n".join(statements)


def test_a_longer_basket_only_claims_more_stock() -> None:
    sizes = a_product_in_sizes(sizes={50: "8.50", 100: "14.50", 250: "29.00"}).children.all()
    an_order(a_product("First"))
    basket = seen(*sizes)
    with counted() as statements:
        place_order(**basket)
    assert len(statements) == 15 + 2, "\n".join(statements)


def test_stock_is_claimed_last() -> None:
    basket = seen(a_product("One"), a_product("Two"), code=a_code())
    with counted() as statements:
        place_order(**basket)
    assert ["UPDATE partner_stockrecord" in sql for sql in statements[-3:]] == [False, True, True]


def test_beginning_a_payment_takes_seven_statements() -> None:
    """Three of them, from the simulated Stripe on, a real shop doesn't have."""
    order = an_order()
    with counted() as statements:
        start_payment(order=order, visitor=ClientKeys(address="here", session="this"))
    assert len(statements) == 7, "\n".join(statements)


def test_settling_takes_twenty_five_statements() -> None:
    """Two are the simulated Stripe’s, ten the invoice’s."""
    a_paid_order(a_product("First"))  # each process looks for the kinds of payment once
    attempt = started(an_order(a_product("Second")))
    tries_card(attempt)
    with counted() as statements:
        sync_attempt(attempt=attempt)
    assert len(statements) == 25, "\n".join(statements)


def test_what_a_buyer_wants_to_hear_takes_the_worker_eleven_more() -> None:
    """Three are the automations', which an order may end."""
    orders = [a_paid_order(a_product(name)) for name in ("First", "Second")]
    for order in orders:
        marketing_choice_made.send(sender=None, order=order, refused=False)
    order_paid.send(sender=None, order=orders[0])
    with counted() as statements:
        order_paid.send(sender=None, order=orders[1])
    assert len(statements) == 11, "\n".join(statements)
