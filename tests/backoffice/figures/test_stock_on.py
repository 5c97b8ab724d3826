"""The page of stock at cost."""

from decimal import Decimal

import pytest
from django.test import Client

from shop.partner import stock
from shop.partner.movements import Kind
from tests.support.factories import a_product
from tests.support.shelf import record_of

pytestmark = pytest.mark.django_db
PAGE = "/office/figures/stock/"


def test_it_adds_up_what_lies_there(books: Client) -> None:
    for name, cost in (("Oil", "2.50"), ("Balm", "1.25")):
        entry = stock.Entry(Kind.RECEIVED, cost=Decimal(cost))
        stock.adjust(record_id=record_of(a_product(name, stock=0)).pk, pieces=4, entry=entry)
    facts = books.get(PAGE).context["facts"]
    assert (facts["Value at cost"], facts["Pieces"], facts["Sizes that didn’t sell"]) == ("£15.00", 8, 2)
    rows = books.get(PAGE, {"as": "csv"}).content.decode().splitlines()
    assert len(rows) == 3 and ",4,0,10.00,0" in rows[1]


@pytest.mark.parametrize("day", ["2999-01-01", "soon"])
def test_a_wrong_day_is_said_beside_the_field(books: Client, day: str) -> None:
    answer = books.get(PAGE, {"day": day})
    assert answer.status_code == 422 and answer.context["form"].errors["day"]


def test_a_day_without_stock_says_so(books: Client) -> None:
    assert "Nothing was in stock on this day." in books.get(PAGE, {"day": "2001-01-01"}).content.decode()
