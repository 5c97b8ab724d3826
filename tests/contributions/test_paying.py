"""A contribution from the page to the refund, through the same payment as any order."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client

from shop.accounts.models import User
from shop.basket.models import Basket
from shop.documents.models import CreditNote, Invoice
from shop.order import statuses
from shop.order.models import Order
from shop.order.tokens import PAY, VIEW, token_for
from shop.payment.services import current_attempt, sync_attempt
from tests.payment.refunds import give_back
from tests.support.contributions import EMAIL, a_contribution, a_paid_contribution, asked, taken
from tests.support.html import single_spaced
from tests.support.outbox import send_queued
from tests.support.purchases import started, the_payment, tries_card

pytestmark = pytest.mark.django_db


def pay_page(order: Order) -> str:
    return f"/checkout/pay/{token_for(order, PAY)}/"


def test_from_the_page_to_the_thanks(client: Client) -> None:
    caches["shared"].clear()
    taken()
    page = single_spaced(asked(client, amount="5").client.get(pay_page(Order.objects.get())))
    order = Order.objects.get()
    assert "Give £5.00" in page and "reserved" not in page and "Address" not in page
    answer = client.post(f"{pay_page(order)}start/", headers={"accept": "application/json"}).json()
    tries_card(the_payment(order))
    thanks = client.get(answer["return_url"], follow=True)
    assert "You gave £5.00 towards the guides" in single_spaced(thanks)
    assert Order.objects.get().status == statuses.PAID


def test_the_receipt_says_what_was_paid_and_that_it_buys_nothing() -> None:
    order = a_paid_contribution()
    send_queued()
    (letter,) = mail.outbox
    assert letter.to == [EMAIL] and order.number in letter.subject
    for words in ("£5.00", "It bought nothing", "No VAT", "not a charity", "within 14 days", "Receipt INV"):
        assert words in letter.body or words.replace("INV", "SIM-INV") in letter.body, words
    assert "donat" not in letter.body.lower() and "cancel online" not in letter.body


def test_events_twice_settle_once() -> None:
    order = a_contribution()
    tries_card(started(order))
    for _ in range(2):
        attempt = current_attempt(order)
        assert attempt
        sync_attempt(attempt=attempt)
    order.refresh_from_db()
    assert order.status_changes.filter(new_status=statuses.PAID).count() == 1
    assert Invoice.objects.filter(order=order).count() == order.emails.count() == 1


def test_a_refused_card_brings_no_letter_about_an_order() -> None:
    order = a_contribution()
    attempt = started(order)
    tries_card(attempt, "declined")
    sync_attempt(attempt=attempt)
    assert not order.emails.exists()


def test_all_of_it_back_ends_it_with_a_credit_note() -> None:
    order = a_paid_contribution()
    give_back(order, 500)
    order.refresh_from_db()
    note = CreditNote.objects.get(order=order)
    assert (order.status, note.gross_minor) == (statuses.CANCELLED, -500)
    assert [line.kind for line in note.lines] == ["contribution"]
    assert note.snapshot["reason"] == "Contribution returned"


def test_a_part_of_it_back_leaves_it_paid() -> None:
    order = a_paid_contribution()
    give_back(order, 200)
    order.refresh_from_db()
    assert order.status == statuses.PAID
    send_queued()
    assert "of contribution" in mail.outbox[-1].body


def test_the_buyers_page_follows_it(client: Client) -> None:
    order = a_contribution()
    page = f"/orders/{token_for(order, VIEW)}/"
    assert "Not paid yet" in client.get(page).content.decode()
    paid = a_paid_contribution(700, email="ben@example.com")
    page = f"/orders/{token_for(paid, VIEW)}/"
    assert "Thank you" in client.get(page).content.decode()
    give_back(paid, 700)
    assert "Given back" in client.get(page).content.decode()


def test_another_amount_gives_the_first_one_up(client: Client) -> None:
    order = a_contribution()
    started(order)
    answer = client.post(f"{pay_page(order)}change/")
    order.refresh_from_db()
    assert (answer.url, order.status) == ("/support/", statuses.CANCELLED)
    assert not order.lines.filter(product__isnull=False).exists()


def test_what_can_be_done_with_orders_cannot_with_it(client: Client) -> None:
    order = a_paid_contribution()
    page = f"/orders/{token_for(order, VIEW)}/"
    assert client.post(f"{page}again/").url.startswith("/orders/")
    assert client.get(f"{page}cancel/").url == page
    assert not Basket.objects.exists()


def test_an_account_with_its_address_shows_it(ada: User, client: Client) -> None:
    order = a_paid_contribution()
    Order.objects.filter(pk=order.pk).update(user=ada, guest_email="")
    client.force_login(ada)
    assert f"Contribution {order.number}" in single_spaced(client.get("/account/orders/"))
    page: Any = client.get(f"/account/orders/{order.number}/")
    assert page.status_code == 302 and page.url.startswith("/orders/")
