"""The list of customers: accounts and guests by address, search, filters, files."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.models import Customer
from shop.backoffice.roles import WRITER, role_group
from shop.order.models import Order
from shop.payment.models import Refund
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, an_order, the_payment

pytestmark = pytest.mark.django_db
LIST = "/office/customers/"


def rows(staff: Client, **asked: str) -> str:
    return staff.get(f"{LIST}results/", asked).content.decode()


@pytest.fixture
def guest() -> Any:
    """Two paid orders of Wilma's with one refund, beside another guest's unpaid one."""
    order = a_paid_order(quantity=2)
    a_paid_order(a_product("Rose water"))
    Refund.objects.create(attempt=the_payment(order), amount_minor=150, state=Refund.State.SUCCEEDED)
    an_order(a_product("Balm"), name="Bo Other", postcode="LS1 1AA", email="bo@x.org")
    address = order.shipping_address
    type(address).objects.filter(pk=address.pk).update(phone_number="+441453123456", postcode="GL5 1AB")
    return order


def test_orders_of_one_address_are_one_row(guest: Any, ada: User, cleo: User) -> None:
    wilma = Customer.objects.get(email="wilma@example.com")
    paid = sum(order.total_incl_tax for order in Order.objects.filter(guest_email=wilma.email))
    assert (wilma.orders, wilma.pence, wilma.account) == (2, int(paid * 100) - 150, None)
    assert Customer.objects.get(email="bo@x.org").pence == 0
    assert Customer.objects.get(email=ada.email).account == ada
    assert set(Customer.objects.values_list("email", flat=True)) == {
        "wilma@example.com",
        "bo@x.org",
        ada.email,
    }


def test_guest_orders_count_for_the_account_with_the_address(guest: Any) -> None:
    wilma = User.objects.create_user("wilma@example.com", "x")
    Order.objects.filter(pk=guest.pk).update(user=wilma, guest_email="")
    row = Customer.objects.get(email=wilma.email)
    assert (row.account, row.orders) == (wilma, 2)


def test_a_row_says_what_matters(staff: Client, guest: Any) -> None:
    a_reader("wilma@example.com", "soft")
    wilma = Customer.objects.get(email="wilma@example.com")
    page = rows(staff, q="wilma")
    for part in (wilma.email, "Wilma Walker", f"£{wilma.pence / 100:.2f}", "guest", ">yes<"):
        assert part in page
    assert f"{timezone.localdate():%d/%m/%Y}" in page and "bo@x.org" not in page


@pytest.mark.parametrize(
    "words", ["wilma@example", "walker", "GL51AB", "gl5 1ab", "01453 123456", "wilma walker"]
)
def test_a_search_with_one_hit_opens_it(words: str, staff: Client, guest: Any) -> None:
    answer = staff.get(LIST, {"q": words})
    newest = Order.objects.filter(guest_email="wilma@example.com").latest("pk")
    assert (answer.status_code, answer.headers.get("Location")) == (302, f"{LIST}{newest.number}/")


def test_every_word_must_hit(staff: Client, guest: Any) -> None:
    assert "No customer has all of these words" in rows(staff, q="walker leeds")
    assert "wilma@example.com" not in rows(staff, q="wilma bo")


def test_accounts_newsletter_and_days_are_filters(staff: Client, guest: Any, ada: User, ben: User) -> None:
    User.objects.filter(pk=ben.pk).update(is_active=False)
    a_reader("wilma@example.com", "soft")
    old = timezone.now() - timedelta(days=40)
    Order.objects.filter(guest_email="bo@x.org").update(date_placed=old)
    everybody = ("wilma@example.com", "bo@x.org", ada.email, ben.email)
    shown = {
        name: {email for email in everybody if email in rows(staff, **asked)}
        for name, asked in {
            "guests": {"kind": "guest"},
            "accounts": {"kind": "account"},
            "stopped": {"kind": "stopped"},
            "news": {"newsletter": "true"},
            "since": {"since": f"{timezone.localdate():%d/%m/%Y}"},
        }.items()
    }
    assert shown == {
        "guests": {"wilma@example.com", "bo@x.org"},
        "accounts": {ada.email, ben.email},
        "stopped": {ben.email},
        "news": {"wilma@example.com"},
        "since": {"wilma@example.com"},
    }


def test_the_file_has_what_is_filtered_and_no_formula(staff: Client) -> None:
    order = an_order(name="=HYPERLINK(1) Evil")
    an_order(a_product("Rose water"), email="bo@x.org")
    answer = staff.get(LIST, {"export": "csv", "q": order.email})
    found = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(row["Email"], row["Spent after refunds"]) for row in found] == [(order.email, "0.00")]
    assert found[0]["Name"].startswith("'=")
    assert staff.get(LIST, {"export": "xlsx"}).status_code == 200


def test_more_customers_ask_the_database_no_more_often(
    staff: Client, guest: Any, django_assert_max_num_queries: Any
) -> None:
    copies = [Order(number=f"PS-{place:04}-COPY", date_placed=guest.date_placed, status="Paid",
                    guest_email=f"p{place}@example.com", shipping_address=guest.shipping_address,
                    total_incl_tax=1, total_excl_tax=1) for place in range(60)]  # fmt: skip
    Order.objects.bulk_create(copies)
    with django_assert_max_num_queries(14):
        page = rows(staff)
    assert "62 customers" in page and "Page 1 of 2" in page


@pytest.mark.postgres
def test_postgresql_groups_the_same(guest: Any, ada: User) -> None:
    wilma = Customer.objects.order_by("-newest", "email").get(email="wilma@example.com")
    assert (wilma.orders, wilma.last_order.guest_email) == (2, wilma.email)
    assert Customer.objects.count() == 3 and Customer.objects.filter(account=None).count() == 2


def test_colleagues_are_no_customers_until_they_order_and_then_it_says_so(staff: Client, ben: User) -> None:
    ben.groups.add(role_group(WRITER))
    assert ben.email not in rows(staff)
    order = a_paid_order(a_product("Balm"))
    Order.objects.filter(pk=order.pk).update(user=ben, guest_email="")
    assert ben.email in rows(staff) and "works here" in rows(staff)
    assert "works here" in staff.get(f"/office/customers/{ben.pk}/").content.decode()
