"""Changing the basket from the payment page: the items come back, and the order is cancelled."""

from typing import Any

import pytest
from django.test import Client

from shop.checkout.services import reopen_as_basket
from shop.order import statuses
from shop.order.tokens import PAY, VIEW, token_for
from shop.payment.models import SimulatedObject
from shop.payment.services import StillPaying, cancel_attempt, sync_attempt
from shop.payment.simulator import faults
from tests.support.factories import a_basket, a_product
from tests.support.purchases import a_code, an_order, started, tries_card

pytestmark = pytest.mark.django_db


def held(basket: Any) -> list[tuple[str, int]]:
    return [(line.product.title, line.quantity) for line in basket.lines.all()]


def test_goods_and_codes_are_in_a_new_basket_and_the_order_is_cancelled() -> None:
    order, basket = an_order(quantity=2, code=a_code()), a_basket()
    started(order)
    assert reopen_as_basket(order=order, basket=basket) == []
    order.refresh_from_db()
    assert (held(basket), basket.vouchers.count()) == ([("Sunflower oil", 2)], 1)
    assert (order.status, order.basket.status) == (statuses.CANCELLED, "Submitted")


def test_what_sold_out_meanwhile_is_said() -> None:
    product = a_product(stock=5)
    order = an_order(product)
    product.stockrecords.update(num_in_stock=0)
    assert reopen_as_basket(order=order, basket=a_basket()) == ["Sunflower oil, 100 ml is sold out."]


def test_a_paid_order_is_kept() -> None:
    attempt = started(an_order())
    tries_card(attempt)
    basket = a_basket()
    with pytest.raises(StillPaying):
        reopen_as_basket(order=attempt.order, basket=basket)
    assert held(basket) == []


def test_a_second_press_puts_nothing_in_again() -> None:
    order, basket = an_order(), a_basket()
    started(order)
    for _ in range(2):
        reopen_as_basket(order=order, basket=basket)
    assert held(basket) == [("Sunflower oil", 1)]


def test_goods_of_an_expired_order_can_be_had_again() -> None:
    order = an_order()
    cancel_attempt(attempt=started(order))
    page = Client().get(f"/orders/{token_for(order, VIEW)}/").content.decode()
    assert "Add these items to my basket" in page
    visitor = Client()
    back = visitor.post(f"/checkout/pay/{token_for(order, PAY)}/change/", follow=True).content.decode()
    assert "Sunflower oil" in back
    assert (
        "Add these items to my basket"
        not in visitor.get(f"/orders/{token_for(order, VIEW)}/").content.decode()
    )


def test_an_order_that_people_must_look_at_is_kept() -> None:
    attempt, basket = started(an_order()), a_basket()
    SimulatedObject.objects.get(pk=attempt.intent_id).delete()
    sync_attempt(attempt=attempt)  # unknown at Stripe: in Review
    with pytest.raises(StillPaying):
        reopen_as_basket(order=attempt.order, basket=basket)
    assert held(basket) == []


def test_when_stripe_doesnt_answer_the_shopper_is_asked_to_wait() -> None:
    attempt = started(an_order())
    faults.expect("lost", path=f"/v1/payment_intents/{attempt.intent_id}/cancel")
    url = f"/checkout/pay/{token_for(attempt.order, PAY)}/change/"
    assert "Please try again in a minute" in Client().post(url, follow=True).content.decode()


def test_the_button_leads_back_to_the_basket() -> None:
    order = an_order()
    started(order)
    page = Client().post(f"/checkout/pay/{token_for(order, PAY)}/change/", follow=True).content.decode()
    assert "in the basket again" in page and "Sunflower oil" in page


def test_looking_is_not_giving_up() -> None:
    order = an_order()
    assert Client().get(f"/checkout/pay/{token_for(order, PAY)}/change/").status_code == 405
    assert Client().post(f"/checkout/pay/{token_for(order, VIEW)}/change/").status_code == 404
