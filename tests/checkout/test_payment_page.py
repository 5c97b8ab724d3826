"""The payment page: whose scripts run there, and who gets its address."""

import json
import re
import uuid
from dataclasses import asdict
from html import unescape
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.checkout.details import KEY
from shop.order.models import Order
from shop.order.tokens import PAY, VIEW, token_for
from shop.payment.models import SimulatedObject
from shop.payment.services import RefundRequest, refund_payment
from shop.payment.simulator import faults
from tests.support.cast import signed_in
from tests.support.factories import a_basket, a_product
from tests.support.purchases import HOME, a_paid_order, an_order, started, the_payment, tries_card

pytestmark = pytest.mark.django_db
# Kept in docs/money.md, too: a script that joins them is a decision, not an accident.
SCRIPTS = {"js/storefront.js", "https://js.stripe.com/endive/stripe.js", "js/checkout.js"}


@pytest.fixture
def with_stripe(settings: Any) -> None:
    settings.PAYMENTS = "stripe"
    settings.STRIPE_PUBLISHABLE_KEY = "pk_test_x"


def payment_page(user: User) -> Any:
    client = signed_in(user)
    a_basket(a_product(), owner=user)
    session = client.session
    session[KEY] = asdict(HOME) | {"method": "standard"}
    session.save()
    return client.get("/checkout/payment/")


def scripts_of(page: Any) -> set[str]:
    sources = re.findall(r"<script[^>]*src=\"([^\"]+)", page.content.decode())
    return {source.removeprefix("/static/") for source in sources}


@pytest.mark.usefixtures("with_stripe")
def test_the_scripts_are_exactly_those_of_the_inventory(ada: User) -> None:
    page = payment_page(ada)
    assert scripts_of(page) == SCRIPTS
    inline = re.findall(r"<script(?![^>]*src=)(?![^>]*application/(?:ld\+)?json)", page.content.decode())
    assert inline == []


def element_of(page: Any) -> tuple[str, dict[str, Any]]:
    """The methods and the payer that the page's script tells Stripe's form."""
    [methods], [payer] = (
        re.findall(rf'data-{name}="([^"]*)"', page.content.decode()) for name in ("methods", "payer")
    )
    return methods, json.loads(unescape(payer))


def test_the_form_knows_the_payer_and_the_methods(ada: User, settings: Any) -> None:
    settings.STRIPE_METHODS = ["card", "paypal"]
    methods, payer = element_of(payment_page(ada))
    assert methods == "card,paypal"
    assert (payer["name"], payer["email"]) == ("Wilma Walker", ada.email)
    assert payer["address"]["postal_code"] == "GL5 1AA" and payer["address"]["country"] == "GB"


def test_another_try_has_the_methods_it_began_with(settings: Any) -> None:
    order = an_order()
    started(order)
    settings.STRIPE_METHODS = ["card", "klarna"]
    methods, payer = element_of(Client().get(f"/checkout/pay/{token_for(order, PAY)}/"))
    assert (methods, payer["email"]) == ("card", "wilma@example.com")


@pytest.mark.usefixtures("with_stripe")
def test_the_policy_lets_stripe_in_and_nobody_else(ada: User) -> None:
    policy = payment_page(ada).headers["Content-Security-Policy"]
    hosts = set(re.findall(r"https://[^\s;]+", policy))
    assert all(host.endswith("stripe.com") for host in hosts) and "https://js.stripe.com" in hosts
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy


def test_elsewhere_stripe_is_not_let_in(with_stripe: None, client: Client) -> None:
    assert "stripe" not in client.get("/basket/").headers["Content-Security-Policy"]


def test_the_address_of_a_payment_is_told_to_no_other_site_and_kept_by_no_cache() -> None:
    order = an_order()
    started(order)
    for path in (f"/checkout/pay/{token_for(order, PAY)}/", f"/orders/{token_for(order, VIEW)}/"):
        headers = Client().get(path).headers
        assert headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in headers["Cache-Control"]


def test_the_way_back_drops_stripes_parameters() -> None:
    order = an_order()
    started(order)
    back = f"/checkout/return/{token_for(order, PAY)}/?payment_intent_client_secret=pi_1_secret_2"
    answer = Client().get(back)
    assert answer.status_code == 302 and "secret" not in answer.headers["Location"]


def test_buyers_see_what_was_given_back() -> None:
    order = a_paid_order()
    refund_payment(
        attempt=the_payment(order), key=uuid.uuid4(), amount=400, asked=RefundRequest(note="Not for them")
    )
    page = Client().get(f"/orders/{token_for(order, VIEW)}/").content.decode()
    assert "Refunded to you" in page and "£4.00" in page
    assert "Not for them" not in page


HTML = {"Accept": "text/html,application/xhtml+xml"}


def test_a_press_without_the_scripts_orders_nothing_and_shows_no_secret(ada: User) -> None:
    a_basket(a_product(), owner=ada)
    answer = signed_in(ada).post("/checkout/place/", headers=HTML)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/checkout/payment/")
    assert not Order.objects.exists()


def test_nor_does_it_on_the_page_of_an_order(client: Client) -> None:
    order = an_order()
    pay_page = f"/checkout/pay/{token_for(order, PAY)}/"
    page = client.post(f"{pay_page}start/", headers=HTML, follow=True)
    assert page.redirect_chain == [(pay_page, 302)]
    assert "needs JavaScript" in page.content.decode() and "client_secret" not in page.content.decode()


def test_when_stripe_cant_be_asked_nobody_claims_that_nothing_was_charged(client: Client) -> None:
    attempt = started(an_order())
    tries_card(attempt)
    faults.expect("lost", path=f"/v1/payment_intents/{attempt.intent_id}")
    answer = client.post(f"/checkout/pay/{token_for(attempt.order, PAY)}/start/").json()
    assert "try again" in answer["error"] and "not been charged" not in answer["error"]


def test_an_order_that_people_look_at_says_so_and_doesnt_ask_again_by_itself(client: Client) -> None:
    attempt = started(an_order())
    SimulatedObject.objects.get(pk=attempt.intent_id).delete()
    page = client.get(f"/orders/{token_for(attempt.order, VIEW)}/").content.decode()
    assert "looking at your payment" in page and 'http-equiv="refresh"' not in page
