"""A page of search results reads all orders once, however often it uses what was found."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.backoffice.orders import listing
from tests.support.factories import a_product
from tests.support.purchases import an_order

pytestmark = pytest.mark.django_db


def searches(client: Client, words: str) -> int:
    """How many statements look for the words."""
    with CaptureQueriesContext(connection) as queries:
        client.get("/office/orders/", {"q": words})
    return sum(words.upper() in query["sql"].upper() for query in queries)


def test_few_hits_are_searched_for_once(staff: Client) -> None:
    oil = a_product(stock=9)
    an_order(oil)
    an_order(oil)
    assert searches(staff, "wilma") == 1


def test_many_hits_are_all_found(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "FEW", 1)
    oil = a_product(stock=9)
    numbers = {an_order(oil).number for _ in range(3)}
    page = staff.get("/office/orders/", {"q": "wilma"}).content.decode()
    assert all(number in page for number in numbers)
