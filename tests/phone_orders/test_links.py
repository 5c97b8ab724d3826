"""Payment links: what they hold, how they end, and the order that comes of one."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import registry

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.london import london
from shop.order import statuses
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.payment.services import current_attempt, sync_attempt
from shop.phone_orders.models import PaymentLink, State
from shop.phone_orders.personal_data import forget_links, links_of
from shop.phone_orders.quotes import quote_of
from shop.phone_orders.services import (
    CannotSendLink,
    LinkEnded,
    expire_due,
    order_by_link,
    send_again,
    send_link,
    withdraw,
)
from shop.phone_orders.tokens import token_for
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.phone_orders import a_draft, a_sent_link, now
from tests.support.purchases import tries_card

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Product:
    return a_product(stock=3)


def allocated(product: Product) -> int:
    return product.stockrecords.get().num_allocated or 0


def url(link: PaymentLink, what: str = "") -> str:
    return f"/phone-order/{token_for(link)}/{what}"


def clicked(client: Client, link: PaymentLink) -> Any:
    """The buyer's click on “Order and pay”, as the page's script makes it."""
    page = client.get(url(link)).content.decode()
    found = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert found and "Order and pay" in page
    return client.post(url(link, "place/"), {"fingerprint": found[1]}, headers={"accept": "application/json"})


def test_sending_holds_the_items_and_emails_the_link(oil: Product, cleo: User) -> None:
    link = a_sent_link(oil, by=cleo, pieces=2)
    send_queued()
    (letter,) = mail.outbox
    assert allocated(oil) == 2 and link.state == State.SENT
    assert letter.to == ["wilma@example.com"] and url(link) in letter.body
    assert f"£{quote_of(link).total}" in letter.body


def test_a_second_click_holds_nothing_more(oil: Product, cleo: User) -> None:
    link = a_sent_link(oil, by=cleo)
    send_link(link=link, by=cleo, total="0.00")
    assert allocated(oil) == 1


def test_what_was_not_said_on_the_telephone_is_not_sent(oil: Product, cleo: User) -> None:
    link = a_draft(oil, by=cleo)
    with pytest.raises(CannotSendLink, match="The total is now £"):
        send_link(link=link, by=cleo, total="1.00")
    assert allocated(oil) == 0 and now(link).state == State.DRAFT


def test_the_buyer_orders_pays_and_it_is_a_phone_order(oil: Product, cleo: User, client: Client) -> None:
    link = a_sent_link(oil, by=cleo, pieces=3)  # the last three
    answer = clicked(client, link)
    order = Order.objects.get(basket=link.basket)
    attempt = current_attempt(order)
    assert attempt and answer.json()["client_secret"] and order.status == statuses.PENDING
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    order.refresh_from_db()
    assert (order.kind, order.status) == (OrderKind.PHONE, statuses.PAID)
    assert allocated(oil) == 3 and str(order.shipping_address.phone_number) == "+441453555123"
    assert registry.get_logs_for_instance(order).get().user == cleo
    assert (now(link).label, now(link).details) == ("Paid", {})


def test_the_items_stay_held_for_the_rest_of_the_day(oil: Product, cleo: User, client: Client) -> None:
    link = a_sent_link(oil, by=cleo)
    clicked(client, link)
    attempt = current_attempt(Order.objects.get())
    assert attempt and link.expires_at
    assert abs(attempt.expires_at - link.expires_at) < timedelta(seconds=10)


def test_the_payment_page_names_the_day_until_which_it_is_reserved(
    oil: Product, cleo: User, client: Client
) -> None:
    link = a_sent_link(oil, by=cleo)
    clicked(client, link)
    page = client.get(url(link), follow=True).content.decode()
    attempt = current_attempt(Order.objects.get())
    assert attempt and f"reserved until {london(attempt.expires_at, '%A, %H:%M')}" in page


def test_a_second_click_is_the_same_order(oil: Product, cleo: User) -> None:
    link = a_sent_link(oil, by=cleo)
    fingerprint = quote_of(link).fingerprint
    first, second = (order_by_link(link=link, fingerprint=fingerprint) for _ in range(2))
    assert first == second and allocated(oil) == 1


def test_the_link_then_leads_to_the_payment_page(oil: Product, cleo: User, client: Client) -> None:
    link = a_sent_link(oil, by=cleo)
    clicked(client, link)
    assert client.get(url(link)).headers["Location"].startswith("/checkout/pay/")


def test_opening_is_noted_once(oil: Product, cleo: User, client: Client) -> None:
    link = a_sent_link(oil, by=cleo)
    client.get(url(link))
    first = now(link)
    client.get(url(link))
    assert first.state == State.OPENED and first.opened_at == now(link).opened_at


def test_withdrawn_it_sets_its_items_free_and_orders_nothing(
    oil: Product, cleo: User, client: Client
) -> None:
    link = a_sent_link(oil, by=cleo)
    assert withdraw(link=link) and not withdraw(link=link)
    assert allocated(oil) == 0 and client.get(url(link)).status_code == 410
    answer = client.post(url(link, "place/"), {"fingerprint": "x"}, headers={"accept": "application/json"})
    assert answer.status_code == 409 and "This link has ended" in answer.json()["error"]
    assert not Order.objects.exists() and not send_again(link=link)


def test_after_a_day_it_ends_by_itself(oil: Product, cleo: User) -> None:
    link = a_sent_link(oil, by=cleo)
    assert expire_due(now=timezone.now() + timedelta(hours=23)) == 0
    assert expire_due(now=timezone.now() + timedelta(hours=25)) == 1
    assert allocated(oil) == 0 and now(link).label == "Expired"


def test_over_before_the_task_has_run_it_is_over(oil: Product, cleo: User) -> None:
    link = a_sent_link(oil, by=cleo)
    PaymentLink.objects.update(expires_at=timezone.now())
    with pytest.raises(LinkEnded):
        order_by_link(link=link, fingerprint=quote_of(link).fingerprint)


def test_a_new_price_is_said_and_asked_for(oil: Product, cleo: User, client: Client) -> None:
    link = a_sent_link(oil, by=cleo)
    before = quote_of(link).fingerprint
    oil.stockrecords.update(price=Decimal("15.50"))
    assert "The total has changed since we spoke" in client.get(url(link)).content.decode()
    sent = {"fingerprint": before}
    answer = client.post(url(link, "place/"), sent, headers={"accept": "application/json"})
    assert answer.status_code == 409 and not Order.objects.exists()


def test_an_account_s_order_is_the_account_s(oil: Product, cleo: User, ada: User, client: Client) -> None:
    link = a_sent_link(oil, by=cleo, user=ada)
    clicked(client, link)
    order = Order.objects.get()
    assert (order.user, order.guest_email, now(link).user) == (ada, "", None)


def test_a_foreign_token_and_a_draft_are_no_page(oil: Product, cleo: User, client: Client) -> None:
    link = a_draft(oil, by=cleo)
    assert client.get(url(link)).status_code == 404
    assert client.get("/phone-order/1:abc/").status_code == 404


def test_export_and_erasure(oil: Product, cleo: User) -> None:
    link = a_sent_link(oil, by=cleo)
    (told,) = links_of("wilma@example.com")["payment links"]
    assert told["details"]["line1"] == "12 High Street" and told["items"] == [f"1 × {oil}"]
    assert forget_links("wilma@example.com")
    assert not PaymentLink.objects.filter(pk=link.pk).exists() and allocated(oil) == 0
