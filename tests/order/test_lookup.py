"""Finding an order again: the link is mailed to its own address, and the page tells nothing."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.order.lookup import tidy_number
from tests.support.outbox import send_queued
from tests.support.purchases import an_order

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "given", ["PS-7K3Q-9XMD", "ps 7k3q 9xmd", "7k3q9xmd", " Ps7K3q-9xmd. ", "ＰＳ７Ｋ３Ｑ９ＸＭＤ"]
)
def test_a_number_is_read_however_it_is_typed(given: str) -> None:
    assert tidy_number(given) == "PS-7K3Q-9XMD"


def ask(number: str, email: str) -> Any:
    return Client().post("/orders/", {"number": number, "email": email})


def test_the_link_goes_to_the_orders_own_address() -> None:
    order = an_order()
    ask(order.number.lower().replace("-", " "), "WILMA@example.com")
    send_queued()
    assert mail.outbox[0].to == ["wilma@example.com"]
    assert "/orders/" in mail.outbox[0].body


def test_a_wrong_address_gets_the_same_page_and_no_mail() -> None:
    order = an_order()
    right, wrong = ask(order.number, order.email), ask(order.number, "other@example.com")
    send_queued()
    mail.outbox.pop()
    assert right.content.decode().replace(order.email, "") == wrong.content.decode().replace(
        "other@example.com", ""
    )
    assert mail.outbox == []


def test_guessing_is_stopped() -> None:
    answers = [ask("PS-1111-1111", "wilma@example.com").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_mistakes_are_said_beside_the_field() -> None:
    answer = ask("", "no address")
    assert answer.status_code == 422
    assert "Enter the order number." in answer.content.decode()
