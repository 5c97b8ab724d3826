"""Simultaneous shoppers, over HTTP where the response matters."""

import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.basket.pricing import price
from shop.checkout import services
from shop.checkout.details import KEY
from shop.order import statuses
from shop.order.models import Order
from shop.payment.models import PaymentAttempt, SimulatedObject
from shop.payment.simulator import faults
from tests.concurrency.rivals import together
from tests.payment.events import tell
from tests.support.cast import signed_in
from tests.support.factories import a_basket, a_product
from tests.support.purchases import HOME, an_order, started, tries_card

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def on_the_payment_page(user: User, product: Any) -> tuple[Client, dict[str, str]]:
    """A shopper with the product in the basket, one click away from an order."""
    client, basket = signed_in(user), a_basket(product, owner=user)
    session = client.session
    session[KEY] = asdict(HOME) | {"method": "standard"}
    session.save()
    page = client.get("/checkout/payment/")
    assert page.status_code == 200
    quote = services.quote_for(price(basket=basket, user=user), HOME)
    return client, {"fingerprint": quote.fingerprint}


def pressing(client: Client, data: dict[str, str]) -> Callable[[], Any]:
    def press() -> Any:
        own = Client()
        own.cookies = client.cookies
        return own.post("/checkout/place/", data)

    return press


def intents_made() -> int:
    return SimulatedObject.objects.filter(kind="payment_intent").count()


def test_two_shoppers_and_one_bottle(ada: User, ben: User) -> None:
    product = a_product(stock=1)
    answers = together(*[pressing(*on_the_payment_page(user, product)) for user in (ada, ben)])
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert (Order.objects.count(), intents_made(), product.stockrecords.get().num_allocated) == (1, 1, 1)
    loser = next(user for user in (ada, ben) if not Order.objects.filter(user=user).exists())
    assert loser.baskets.get().status == "Open" and loser.baskets.get().lines.count() == 1


def test_twenty_presses_while_stripe_is_slow_make_one_order(ada: User) -> None:
    client, data = on_the_payment_page(ada, a_product())
    faults.expect("slow_answer", path="/v1/payment_intents", seconds=1)
    answers = together(*[pressing(client, data)] * 20)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["client_secret"] for answer in answers}) == 1
    assert (Order.objects.count(), intents_made()) == (1, 1)
    assert Order.objects.get().basket.status == "Submitted"


def test_a_press_while_the_first_waits_for_stripe_gets_the_same_order(ada: User) -> None:
    client, data = on_the_payment_page(ada, a_product())
    faults.expect("slow_answer", path="/v1/payment_intents", seconds=2)

    def later() -> Any:
        time.sleep(1)
        return pressing(client, data)()

    first, second = together(pressing(client, data), later)
    assert first.json()["client_secret"] == second.json()["client_secret"]


def test_without_the_basket_the_page_showed_a_press_meanwhile_finds_nothing(ada: User) -> None:
    client, data = on_the_payment_page(ada, a_product())
    session = client.session
    del session["last_basket"]
    session.save()
    faults.expect("slow_answer", path="/v1/payment_intents", seconds=2)

    def later() -> Any:
        time.sleep(1)
        return pressing(client, data)()

    assert [answer.status_code for answer in together(pressing(client, data), later)] == [200, 409]


def test_the_event_comes_before_stripes_answer_to_us() -> None:
    order = an_order()
    faults.expect("slow_answer", path="/v1/payment_intents", seconds=2)

    def pay_and_tell() -> Any:
        while not (made := SimulatedObject.objects.filter(kind="payment_intent").first()):
            time.sleep(0.05)
        tries_card(PaymentAttempt(intent_id=made.object_id))
        return tell("payment_intent.succeeded", made.object_id)

    _, told = together(lambda: started(order), pay_and_tell)
    order.refresh_from_db()
    attempt = order.payment_attempts.get()
    assert (told, order.status, attempt.state) == (200, statuses.PAID, "succeeded")
    assert attempt.intent_id
