"""`/support/`: there while contributions are taken; one amount, then the payment page."""

from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.accounts.models import User
from shop.contributions.forms import ContributionForm
from shop.order import statuses
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.services import ClientKeys
from tests.support.cast import access
from tests.support.contributions import EMAIL, asked, taken
from tests.support.factories import a_basket, a_product
from tests.support.purchases import place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits_of_before() -> None:
    caches["shared"].clear()


def test_there_is_no_page_while_none_are_taken(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    assert client.get("/support/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        taken(is_on=False)
    assert client.get("/support/").status_code == 404
    assert asked(client, amount="5").status_code == 404 and not Order.objects.exists()


def test_nobody_may_open_it_while_none_are_taken(ada: User, cleo: User) -> None:
    people = {"visitor": None, "ada": ada, "cleo": cleo}
    assert set(access("/support/", people).values()) == {404}


def test_everybody_may_open_it_while_they_are_taken(ada: User, cleo: User) -> None:
    taken()
    people = {"visitor": None, "ada": ada, "cleo": cleo}
    assert set(access("/support/", people).values()) == {200}


def test_the_sitemap_names_it_only_while_they_are_taken(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    assert "/support/" not in client.get("/sitemap.xml").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        taken()
    assert "/support/</loc>" in client.get("/sitemap.xml").content.decode()


def test_the_page_says_what_it_is_and_is_not(client: Client) -> None:
    terms = taken()
    page = " ".join(BeautifulSoup(client.get("/support/").content, "html.parser").get_text().split())
    assert terms.purpose in page and "It buys nothing" in page
    assert "a shop and not a charity, so there is no Gift Aid" in page
    assert "donat" not in page.lower()


def test_nothing_is_chosen_beforehand(client: Client) -> None:
    taken(amounts="4, 8")
    page = BeautifulSoup(client.get("/support/").content, "html.parser")
    assert [tile["value"] for tile in page.select("input[name=amount]")] == ["4", "8"]
    assert not page.select("input[name=amount][checked]")


@pytest.mark.parametrize(
    ("fields", "total"),
    [
        ({"amount": "5"}, "5.00"),
        ({"own": "£5"}, "5.00"),
        ({"own": "7.5"}, "7.50"),
        ({"own": "500"}, "500.00"),
        ({"amount": "5", "own": "5.00"}, "5.00"),
    ],
)
def test_an_amount_leads_to_the_payment_page(fields: Any, total: str, client: Client) -> None:
    taken()
    answer = asked(client, **fields)
    order = Order.objects.get()
    assert answer.status_code == 302 and answer.url.startswith("/checkout/pay/")
    assert (order.kind, order.status, str(order.total_incl_tax)) == (
        OrderKind.CONTRIBUTION,
        statuses.PENDING,
        total,
    )
    assert (order.guest_email, order.shipping_address, order.basket) == (EMAIL, None, None)


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        ({}, "own"),
        ({"amount": "7"}, "amount"),
        ({"amount": "5", "own": "6"}, "own"),
        ({"own": "0.99"}, "own"),
        ({"own": "500.01"}, "own"),
        ({"own": "5,50"}, "own"),
        ({"own": "five"}, "own"),
        ({"own": "5.001"}, "own"),
        ({"own": "-5"}, "own"),
        ({"own": "1e2"}, "own"),
        ({"amount": "5", "email": ""}, "email"),
        ({"amount": "5", "email": "una"}, "email"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_placed(fields: Any, beside: str, client: Client) -> None:
    taken()
    answer = asked(client, **fields)
    assert answer.status_code == 422 and beside in answer.context["form"].errors
    assert fields.get("own", "") in answer.content.decode()
    assert not Order.objects.exists()


@given(st.integers(100, 50_000), st.sampled_from(["{}.{:02}", "£{}.{:02}", " {}.{:02} "]))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_amount_between_the_limits_is_taken_to_the_penny(pence: int, written: str) -> None:
    typed = written.format(*divmod(pence, 100))
    form = ContributionForm(_form(own=typed), pounds=[3, 5])
    assert form.is_valid() and form.pence == pence


@given(st.one_of(st.decimals(0, Decimal("0.99"), places=2), st.decimals(Decimal("500.01"), 10**6, places=2)))
def test_no_amount_beyond_the_limits_is_taken(pounds: Decimal) -> None:
    assert not ContributionForm(_form(own=f"{pounds:f}"), pounds=[3, 5]).is_valid()


@given(st.text(max_size=12))
def test_whatever_is_typed_is_an_amount_in_the_limits_or_an_error(typed: str) -> None:
    form = ContributionForm(_form(own=typed), pounds=[3, 5])
    assert not form.is_valid() or 100 <= form.pence <= 50_000


def _form(**fields: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"key": "6f1c7a5e-6d4b-4f6e-9a39-9a8fb0a4a001", "email": EMAIL} | fields)
    return data


def test_a_second_click_is_the_same_contribution(client: Client) -> None:
    taken()
    key = "6f1c7a5e-6d4b-4f6e-9a39-9a8fb0a4a001"
    first, second = (asked(client, amount="5", key=key) for _ in range(2))
    assert Order.objects.count() == 1 and second.url.split("/")[3][:12] == first.url.split("/")[3][:12]


def test_another_amount_after_back_is_another_one(client: Client) -> None:
    taken()
    key = "6f1c7a5e-6d4b-4f6e-9a39-9a8fb0a4a001"
    asked(client, amount="5", key=key)
    asked(client, amount="10", key=key)
    assert sorted(str(order.total_incl_tax) for order in Order.objects.all()) == ["10.00", "5.00"]


def test_a_third_unpaid_one_is_refused(client: Client) -> None:
    taken()
    answers = [asked(Client(), amount="5") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Nothing was charged" in answers[2].content.decode() and Order.objects.count() == 2


def test_one_that_is_left_open_keeps_nobody_from_buying(client: Client) -> None:
    taken()
    for _ in range(2):
        asked(client, amount="5")
    keys = client_keys_of(client)
    assert place(a_basket(a_product()), visitor=keys, email=EMAIL).status == statuses.PENDING


def client_keys_of(client: Client) -> ClientKeys:
    """As the shop knows this browser."""
    hashes = PaymentAttempt.objects.order_by("pk").last()
    assert hashes and client.session.session_key
    return ClientKeys(hashes.address_hash, hashes.session_hash)


def test_one_network_begins_few_in_an_hour(client: Client) -> None:
    taken()
    codes = [asked(Client(), amount="5", email=f"a{n}@example.com").status_code for n in range(11)]
    assert codes == [302] * 10 + [429]


def test_without_payments_nothing_is_placed(client: Client, settings: Any) -> None:
    taken()
    settings.PAYMENTS = "off"
    assert asked(client, amount="5").status_code == 503
    assert not Order.objects.exists()
