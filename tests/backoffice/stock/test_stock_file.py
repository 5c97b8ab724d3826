"""The file of the list of stock."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from tests.support.factories import a_product
from tests.support.purchases import an_order

pytestmark = pytest.mark.django_db


def rows(client: Client, **asked: str) -> list[dict[str, str]]:
    answer: Any = client.get("/office/stock/", {"as": "csv", **asked})
    return list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))


def test_it_has_what_is_in_stock_promised_and_free(staff: Client) -> None:
    an_order(a_product("Rose oil", stock=7), quantity=2)
    (row,) = rows(staff)
    assert (row["Size"], row["In stock"], row["Promised"], row["Free"]) == ("Rose oil, 100 ml", "7", "2", "5")
    assert row["Pieces without a cost"] == "7"


def test_it_has_what_was_searched_and_no_formula(staff: Client) -> None:
    a_product("Rose oil")
    a_product("=1+1 oil")
    assert [row["Size"] for row in rows(staff, q="1+1")] == ["'=1+1 oil, 100 ml"]


def test_a_packer_sees_no_costs(packer: Client) -> None:
    a_product("Rose oil")
    assert "Value at cost" not in rows(packer)[0]


def test_the_workbook_has_the_same(staff: Client) -> None:
    a_product("=1+1 oil", stock=7)
    answer = staff.get("/office/stock/", {"as": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    head, row = sheet.iter_rows(values_only=True)
    assert dict(zip(head, row, strict=True))["In stock"] == 7 and row[1] == "'=1+1 oil, 100 ml"
