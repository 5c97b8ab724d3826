"""Payouts in the office."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.payment.payout_rows import PayoutEntry
from shop.payment.services.payouts import fetch_payouts
from shop.payment.simulator import balance, payouts
from tests.payment.refunds import give_back
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
PAGE = "/office/figures/payouts/"
EVER = {"first": "2000-01-01", "last": "2099-12-31"}


@pytest.fixture
def order() -> Any:
    """Paid out, less £4.00; beside it a charge that nobody knows and a fee of Stripe's."""
    order = a_paid_order()
    give_back(order, 400)
    balance.enter("charge", "ch_of_somebody", 900, 34)
    balance.enter("stripe_fee", "", -250)
    payouts.pay_out()
    fetch_payouts(days=7)
    return order


def test_the_list_adds_up_payouts_and_fees(books: Client, order: Any) -> None:
    assert books.get(PAGE, EVER).context["facts"] == {
        "Payouts": 1,
        "To the bank": "£20.13",
        "Fees of Stripe": "£3.32",
        "Entries of no order": 1,
    }


def page_of(books: Client) -> Any:
    payout_id = books.get(PAGE, EVER).context["payouts"][0].payout_id
    return books.get(f"{PAGE}{payout_id}/")


def test_a_payout_leads_to_its_orders_and_shows_strangers_first(books: Client, order: Any) -> None:
    answer = page_of(books)
    assert [row.source_id for row in answer.context["entries"]][0] == "ch_of_somebody"
    assert f'href="/office/orders/{order.number}/"' in answer.content.decode()
    assert answer.context["difference"] == "" and "1 entry is of no order" in " ".join(
        answer.content.decode().split()
    )


def test_entries_that_dont_add_up_are_said(books: Client, order: Any) -> None:
    PayoutEntry.objects.filter(source_id="ch_of_somebody").delete()
    assert page_of(books).context["difference"] == "£8.66"


def test_the_file_has_each_entry(books: Client, order: Any) -> None:
    rows = books.get(PAGE, EVER | {"as": "csv"}).content.decode().splitlines()
    assert len(rows) == 5 and sum(order.number in row for row in rows) == 2


def test_other_days_have_none(books: Client, order: Any) -> None:
    said = books.get(PAGE, {"first": "2001-01-01", "last": "2001-12-31"}).content.decode()
    assert "No payout arrives in these days." in said


def queries(books: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        books.get(PAGE, EVER)
    return len(asked)


def test_many_payouts_are_listed_in_as_many_queries_as_few(books: Client, order: Any) -> None:
    books.get(PAGE, EVER)  # what is cached is cached
    few = queries(books)
    for place in range(4):
        a_paid_order(a_product(f"Oil {place}"))
        payouts.pay_out()
    fetch_payouts(days=7)
    assert queries(books) == few
    assert len(books.get(PAGE, EVER).context["payouts"]) == 5


def test_entries_are_named_in_words(books: Client, order: Any) -> None:
    kinds = {row.kind: row.kind_words for row in page_of(books).context["entries"]}
    assert kinds == {"charge": "Payment", "refund": "Refund", "stripe_fee": "Stripe’s fee"}
