"""How many of the items sold came back, by product and reason."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from shop.order.models import Order, Return
from shop.order.return_rows import Reason
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return

pytestmark = pytest.mark.django_db
PAGE = "/office/figures/returns/"


@pytest.fixture
def sold() -> Any:
    """Four of one product, of which one is faulty, one not liked and one claim came to nothing."""
    order = a_paid_order(a_product("Oil", stock=9), quantity=4)
    a_return(order, Reason.FAULTY, pieces=1)
    a_return(order, pieces=1)
    refused = a_return(order, Reason.DAMAGED, pieces=1)
    Return.objects.filter(pk=refused.pk).update(outcome="nothing owed")
    a_paid_order(a_product("Cloth", stock=9))
    Order.objects.update(simulated=False)
    return order


def test_each_product_has_its_share_and_reasons(books: Client, sold: Any) -> None:
    rows = books.get(PAGE).context["rows"]
    found = [(row.title.split(",")[0], row.sold, row.returned, str(row.share)) for row in rows]
    assert found == [("Oil", 4, 2, "50.0"), ("Cloth", 1, 0, "0.0")]
    assert rows[0].by_reason == {"faulty": 1, "changed mind": 1}


def test_the_file_has_a_column_for_each_reason(books: Client, sold: Any) -> None:
    text = books.get(PAGE, {"first": "2000-01-01", "last": "2099-12-31", "as": "csv"}).content.decode()
    head, oil, cloth, total = text.splitlines()
    assert "Faulty" in head and oil.endswith(",4,1,1,0,0,0,2,50.0") and cloth.endswith(",1,0,0,0,0,0,0,0.0")
    assert total == '"Together","",5,1,1,0,0,0,2,40.0'


def test_other_days_have_none(books: Client, sold: Any) -> None:
    page = books.get(PAGE, {"first": "2001-01-01", "last": "2001-12-31"}).content.decode()
    assert "Nothing was sold in these days." in page


def test_reasons_have_their_share(books: Client, sold: Any) -> None:
    found = {name: dict(cells) for name, cells in books.get(PAGE).context["reasons"]}
    assert found["Faulty"] == {"Pieces": "1", "Of all returned": "50.0%", "Of all sold": "20.0%"}
    assert set(found) == {"Faulty", "Changed their mind"}


def test_the_workbook_has_the_same(books: Client, sold: Any) -> None:
    answer = books.get(PAGE, {"first": "2000-01-01", "last": "2099-12-31", "as": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][:3] == ("Product", "SKU", "Sold") and rows[-1][2:] == (5, 1, 1, 0, 0, 0, 2, 40)


def test_simulated_orders_stand_apart(books: Client, sold: Any) -> None:
    Order.objects.filter(pk=sold.pk).update(simulated=True)
    ever = {"first": "2000-01-01", "last": "2099-12-31"}
    real, simulated = (books.get(PAGE, ever | more).context for more in ({}, {"simulated": "on"}))
    assert [context["total"].returned for context in (real, simulated)] == [0, 2]
