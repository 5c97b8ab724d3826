"""The list of orders: search, states, filters, files."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.order import statuses
from shop.order.models import Order
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.packing import a_batch
from tests.support.purchases import a_paid_order, an_order
from tests.support.returns import a_return
from tests.support.roles import packer_group

pytestmark = pytest.mark.django_db
LIST = "/office/orders/"


@pytest.fixture
def staff(cleo: User) -> Client:
    cleo.groups.add(packer_group())
    return signed_in(cleo)


def rows(staff: Client, **asked: str) -> str:
    return staff.get(f"{LIST}results/", asked).content.decode()


@pytest.fixture
def order() -> Any:
    """One with a parcel on its way, beside another that nothing finds."""
    order, _ = (
        a_paid_order(),
        an_order(a_product("Rose water"), name="Bo Other", postcode="LS1 1AA", email="bo@x.org"),
    )
    Order.objects.filter(pk=order.pk).update(tracking_number="AB123456785GB", status=statuses.DISPATCHED)
    type(order.shipping_address).objects.filter(pk=order.shipping_address_id).update(
        phone_number="+441453123456"
    )
    return Order.objects.get(pk=order.pk)


WORDS = [
    "{number}", "{bare}", "{part}", "wilma@example", "walker", "gl51aa", "GL5 1AA", "ab123456785gb",
    "AB 123 456 785 GB", "SUNFLOWER", "walker sunflower", "01453 123456", "+441453123456",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_a_search_with_one_hit_opens_it(words: str, staff: Client, order: Any) -> None:
    number = order.number
    asked = words.format(number=number, bare=number.replace("-", "").lower(), part=number[3:7])
    answer = staff.get(LIST, {"q": asked})
    assert answer.status_code == 302 and number in answer.headers["Location"]


def test_every_word_must_hit(staff: Client, order: Any) -> None:
    page = staff.get(LIST, {"q": "walker rose"})
    assert page.status_code == 200 and "No order has all of these words" in page.content.decode()
    assert order.number not in rows(staff, q="walker rose")


def test_several_hits_are_listed_with_their_number(staff: Client, order: Any) -> None:
    page = staff.get(LIST, {"q": "1aa"}).content.decode()
    assert order.number in page and "There are 2 matches" in page


def test_a_batch_and_a_sku_are_found(staff: Client, order: Any) -> None:
    line = order.lines.get()
    line.batches.create(batch=a_batch(line.product, "B-778"), quantity=1)
    for word in ("b-778", line.partner_sku):
        assert staff.get(LIST, {"q": word}).status_code == 302


def test_a_row_says_what_matters(staff: Client) -> None:
    order = a_paid_order(a_product(), a_product("Rose water"), quantity=2)
    page = rows(staff)
    for part in (order.number, "To pack", "Wilma Walker", "GL5 1AA", "2 × Sunflower oil, 100 ml and 1 more"):
        assert part in page
    assert f"£{order.total_incl_tax}" in page


def held() -> Any:
    order = a_paid_order()
    a_return(order)
    return order


def with_status(status: str) -> Callable[[], Any]:
    def make() -> Any:
        order = an_order()
        Order.objects.filter(pk=order.pk).update(status=status)
        return order

    return make


STATES = {
    "Waiting for payment": an_order,
    "To pack": a_paid_order,
    "On hold": held,
    "Sent": with_status(statuses.DISPATCHED),
    "Delivered": with_status(statuses.DELIVERED),
    "Cancelled": with_status(statuses.CANCELLED),
    "Payment to check": with_status(statuses.REVIEW),
}


@pytest.mark.parametrize("state", STATES)
def test_the_state_is_said_in_words_and_filtered_by(state: str, staff: Client) -> None:
    number = STATES[state]().number
    assert {words for words in STATES if number in rows(staff, state=words)} == {state}
    assert state in rows(staff)


def test_days_zone_and_simulated_cards_are_filters(staff: Client) -> None:
    order = a_paid_order()
    old = timezone.now() - timedelta(days=40)
    Order.objects.filter(pk=order.pk).update(date_placed=old, simulated=True)
    day = f"{timezone.localtime(old):%Y-%m-%d}"
    assert order.number in rows(staff, date_placed_from=day, date_placed_to=day)
    assert order.number not in rows(staff, date_placed_from=f"{timezone.localdate()}")
    assert order.number not in rows(staff, delivery_zone="JE")
    assert order.number not in rows(staff, simulated="false")


def test_it_pages_by_fifty_and_says_how_many_there_are(staff: Client) -> None:
    first = an_order()
    copies = [Order(number=f"PS-{place:04}-COPY", date_placed=first.date_placed, status="Paid",
                    total_incl_tax=1, total_excl_tax=1) for place in range(50)]  # fmt: skip
    Order.objects.bulk_create(copies)
    page = rows(staff)
    assert "51 orders" in page and "Page 1 of 2" in page
    assert first.number not in page and first.number in rows(staff, p="2")


def test_more_orders_ask_the_database_no_more_often(
    staff: Client, django_assert_max_num_queries: Any
) -> None:
    for place in range(6):
        a_paid_order(a_product(f"Oil {place}"), a_product(f"Balm {place}"))
    with django_assert_max_num_queries(15):
        rows(staff)


def test_the_file_has_what_is_filtered_and_no_formula(staff: Client) -> None:
    order = an_order(name="=HYPERLINK(1) Evil")
    a_paid_order(a_product("Rose water"))
    answer = staff.get(LIST, {"export": "csv", "state": "Waiting for payment"})
    found = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [row["Number"] for row in found] == [order.number]
    assert found[0]["Name"].startswith("'=") and found[0]["Gross"] == str(order.total_incl_tax)
    assert staff.get(LIST, {"export": "xlsx"}).status_code == 200
