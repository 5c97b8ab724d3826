"""Behind mailed links: no other site learns the address, and forms still say where they come from."""

import logging

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.customer.account.tokens import email_token
from shop.order.models import Order
from shop.order.tokens import VIEW, token_for
from shop.web.signed_links import HideSignedLinks
from tests.support.purchases import an_order

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/orders/{}/", "/orders/{}/cancel/"])
def test_an_order_by_its_link(path: str) -> None:
    order = an_order()
    Order.objects.update(status="Paid")
    answer = Client().get(path.format(token_for(order, VIEW)))
    assert (answer.status_code, answer.headers["Referrer-Policy"]) == (200, "same-origin")


def test_the_proof_of_an_address(ada: User) -> None:
    answer = Client().get(f"/account/confirm/{email_token(ada, ada.email)}/")
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_log_names_no_link_that_could_be_followed() -> None:
    token = token_for(an_order(), VIEW)
    record = logging.makeLogRecord({"msg": "%s: %s", "args": ("Gone", f"/checkout/pay/{token}/start/")})
    assert HideSignedLinks().filter(record)
    assert record.getMessage() == "Gone: /checkout/pay/…/start/"
