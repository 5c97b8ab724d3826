"""An unpaid order is shown wherever its buyer may look, and can be changed until it is paid."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shop.checkout.details import KEY
from shop.london import london
from shop.mail.delivery import send_due
from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.models import Order
from shop.order.tokens import PAY, token_for
from shop.payment.models import PaymentAttempt
from shop.payment.services import current_attempt, sync_attempt
from tests.support.factories import ADDRESS, a_product
from tests.support.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shopper() -> Client:
    """A buyer whose order is placed and whose card was refused."""
    client = Client()
    client.post(reverse("basket:add", args=[a_product(stock=20).pk]), {"quantity": "2"})
    client.post("/checkout/", {"email": "ada@example.com", **ADDRESS})
    client.post("/checkout/delivery/", {"method": "express"})
    page = client.get("/checkout/payment/").content.decode()
    fingerprint = re.findall(r'name="fingerprint"\s+value="(\w+)"', page)[0]
    client.post("/checkout/place/", {"fingerprint": fingerprint}, headers={"Accept": "application/json"})
    attempt = current_attempt(Order.objects.get())
    assert attempt is not None
    tries_card(attempt, "declined")
    sync_attempt(attempt=attempt)
    return client


def change(client: Client, to: str = "") -> Any:
    url = f"/checkout/pay/{token_for(Order.objects.get(), PAY)}/change/"
    return client.post(url, {"to": to}, follow=True)


def test_the_basket_tells_of_it(shopper: Client) -> None:
    page = shopper.get("/basket/").content.decode()
    until = timezone.localtime(PaymentAttempt.objects.get().expires_at)
    assert f"Order {Order.objects.get().number} is reserved until {until:%H:%M}" in page
    assert "Pay now" in page and "Move items back to basket" in page
    assert "2 × Sunflower oil, 100 ml. Total" in page


def test_a_stranger_is_told_nothing(shopper: Client) -> None:
    assert "is reserved until" not in Client().get("/basket/").content.decode()


def test_public_pages_learn_it_from_a_readable_cookie(shopper: Client) -> None:
    number = Order.objects.get().number
    cookie = shopper.cookies["shop_unpaid"]
    assert cookie.value.startswith(f"{number}.") and not cookie["httponly"]
    assert 0 < int(cookie["max-age"]) <= 30 * 60
    assert number not in shopper.get("/").content.decode()  # the same bytes for everybody


def test_their_link_leads_to_the_payment_page(shopper: Client) -> None:
    assert shopper.get("/checkout/unpaid/", follow=True).redirect_chain[0][0].startswith("/checkout/pay/")
    assert Client().get("/checkout/unpaid/").url == "/basket/"


def test_once_it_is_paid_nothing_tells_of_it(shopper: Client) -> None:
    attempt = current_attempt(Order.objects.get())
    assert attempt is not None
    tries_card(attempt)
    shopper.get(f"/checkout/return/{token_for(attempt.order, PAY)}/", follow=True)
    assert shopper.cookies["shop_unpaid"].value == ""
    assert "is reserved until" not in shopper.get("/basket/").content.decode()


def test_one_email_with_the_link_goes_out(shopper: Client) -> None:
    attempt = current_attempt(Order.objects.get())
    assert attempt is not None
    tries_card(attempt, "insufficient")
    sync_attempt(attempt=attempt)
    assert not mail.outbox  # most try another card at once
    OutboxEmail.objects.update(next_attempt_at=timezone.now())
    send_due()
    until = london(attempt.expires_at, "%H:%M")
    sent = [email for email in mail.outbox if f"is kept until {until}: pay here" in email.subject]
    assert len(sent) == 1 and "/checkout/pay/" in sent[0].body


def test_who_pays_with_another_card_gets_no_link_to_pay(shopper: Client) -> None:
    attempt = current_attempt(Order.objects.get())
    assert attempt is not None
    tries_card(attempt, "insufficient")
    attempt = sync_attempt(attempt=attempt)
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    OutboxEmail.objects.update(next_attempt_at=timezone.now())
    send_due()
    assert not [email for email in mail.outbox if "pay here" in email.subject]


@pytest.mark.parametrize(("to", "page"), [("details", "/checkout/"), ("delivery", "/checkout/delivery/")])
def test_details_and_delivery_are_changed_by_placing_anew(shopper: Client, to: str, page: str) -> None:
    found = change(shopper, to)
    assert found.redirect_chain[-1][0] == page
    assert Order.objects.get().status == statuses.CANCELLED
    assert "12 High Street" in found.content.decode()
    assert shopper.session[KEY]["method"] == "express"


def test_the_link_in_the_email_opens_the_same_in_another_browser(shopper: Client) -> None:
    other = Client()
    page = change(other, "details").content.decode()
    assert "ada@example.com" in page and "12 High Street" in page


def test_the_payment_page_shows_what_it_lets_people_change(shopper: Client) -> None:
    page = shopper.get(f"/checkout/pay/{token_for(Order.objects.get(), PAY)}/").content.decode()
    for text in ("ada@example.com", "12 High Street", "Royal Mail Tracked 24", "cancel within 14 days"):
        assert text in page
    assert page.count('name="to"') == 3


def test_while_the_bank_works_on_it_nothing_is_changed() -> None:
    attempt = started(an_order())
    tries_card(attempt, "processing")
    change(Client(), "details")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.order.status) == ("processing", statuses.PENDING)


def test_back_from_the_bank_with_the_check_still_open() -> None:
    attempt = started(an_order())
    tries_card(attempt, "3ds")
    url = f"/checkout/return/{token_for(attempt.order, PAY)}/"
    page = Client().get(url, follow=True).content.decode()
    assert "Your bank still needs to confirm this payment" in page
    assert "go through" not in page
