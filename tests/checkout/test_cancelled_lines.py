"""An order’s list says how many of an item are cancelled, from the notice on, and what is to be refunded."""

import re
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.order.models import Order
from shop.order.returns.steps import note_arrival
from shop.order.tokens import VIEW, token_for
from shop.payment.services import RefundQuantity
from tests.payment.refunds import give_back
from tests.support.factories import a_product
from tests.support.packing import send
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return, back

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Any:
    """Two bottles at £14.50, with £3.95 for delivery."""
    return a_paid_order(a_product(stock=9), quantity=2)


def page(order: Any, url: str = "", client: Client | None = None) -> str:
    """The page as text, with single spaces."""
    url = url or f"/orders/{token_for(order, VIEW)}/"
    found = (client or Client()).get(url).content.decode()
    return " ".join(re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", found, flags=re.S).split())


def test_one_of_two_is_cancelled_in_its_line(order: Any) -> None:
    assert "cancelled" not in page(order)
    a_return(order, pieces=1)
    text = page(order)
    assert "2 × £14.50 , 1 cancelled £29.00" in text
    assert "Total £32.95 To be refunded −£14.50" in text


def test_once_refunded_it_is_said_once(order: Any) -> None:
    a_return(order, pieces=1)
    give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=True))
    text = page(order)
    assert text.count("1 cancelled") == 1 and "Refunded −£14.50" in text and "To be refunded" not in text


def test_what_was_sent_is_refunded_once_it_is_back(order: Any, cleo: User) -> None:
    send(order)
    row = a_return(order, pieces=1)
    assert "1 cancelled" in page(order) and "To be refunded, once it is back −£14.50" in page(order)
    note_arrival(item_return=row, arrived=back(row), by=cleo)
    give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=False))
    assert page(order).count("1 cancelled") == 1


def test_two_notices_and_a_missing_piece_add_up(order: Any) -> None:
    give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=True))
    a_return(order, pieces=1)
    assert "2 × £14.50 , 2 cancelled" in page(order)


def test_the_account_says_so_too(order: Any, ada: User) -> None:
    Order.objects.filter(pk=order.pk).update(user=ada)
    a_return(order, pieces=1)
    browser = Client()
    browser.force_login(ada)
    text = page(order, f"/account/orders/{order.number}/", browser)
    assert "1 cancelled" in text and "To be refunded −£14.50" in text
    assert "We have your cancellation" in page(order, "/account/orders/", browser)
