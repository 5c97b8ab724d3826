"""Each CSV that staff can download, found by walking their addresses, and the one writer behind them."""

import ast
import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from openpyxl import load_workbook
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.catalogue.models import Batch
from shop.order.models import Line, Order
from shop.spreadsheets.writer import BOM, FORMULA, cell, csv_response, csv_stream
from tests.support.cast import signed_in
from tests.support.left_empty import pages_left_empty
from tests.support.staff_routes import Route, staff_routes

EVIL = "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("text", [EVIL, "+44 7700", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("", ""),
        (None, ""),
        ("Müller", "Müller"),
        (Decimal("-4.00"), Decimal("-4.00")),
        (date(2027, 7, 1), "2027-07-01"),
        (datetime(2027, 6, 30, 23, 0, tzinfo=UTC), "2027-07-01 00:00"),
        (True, "yes"),
        (["a", "b"], "a, b"),
        ("\ud800", "?"),
    ],
)
def test_a_value_is_written_as_spreadsheets_read_it(value: object, written: object) -> None:
    assert cell(value) == written


def test_both_ways_begin_with_the_mark_and_say_their_charset() -> None:
    rows = [["name"], ["Müller; =1"], [""]]
    whole, stream = csv_response(filename="a.csv", rows=rows), csv_stream(filename="a.csv", rows=rows)
    assert whole.content.decode() == stream.getvalue().decode() == f'{BOM}"name"\r\n"Müller; =1"\r\n""\r\n'
    assert whole.headers["Content-Type"] == stream.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_no_other_module_writes_csv() -> None:
    found = [
        str(file.relative_to(settings.BASE_DIR))
        for folder in ("shop", "guides")
        for file in (Path(settings.BASE_DIR) / folder).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter")
    ]
    assert set(found) == {"shop/spreadsheets/writer.py", "shop/spreadsheets/plain.py"}


def poison() -> None:
    """Put a formula where shoppers and marketers can type one."""
    get_model("order", "ShippingAddress").objects.update(first_name=EVIL)
    get_model("catalogue", "Product").objects.filter(structure="child").update(title=EVIL)
    get_model("wagtailcore", "Page").objects.filter(depth__gt=1).update(title=EVIL, draft_title=EVIL)
    User.objects.update(first_name=EVIL)
    line = Line.objects.exclude(product=None).first()
    batch = Batch.objects.create(product=line.product, number=EVIL, received_at="2026-11-01", quantity=9)
    line.batches.create(batch=batch, quantity=1)
    dates = {"start_datetime": "2026-01-01T00:00Z", "end_datetime": "2099-01-01T00:00Z"}
    get_model("voucher", "VoucherSet").objects.create(name=EVIL, count=2, **dates)
    Order.objects.filter(user=None).update(guest_email="+44@example.com")
    Order.objects.update(simulated=False)  # reports leave out simulated ones


def downloads(client: Any, route: Route) -> list[Any]:
    """What an address gives out, and when it is asked for a file."""
    url = route.url()
    if not url:
        return []
    with pages_left_empty():  # a page is no download
        answers = [client.get(url)]
        if answers[0].status_code not in {404, 405}:  # where there is no page, there is no file of it
            answers.append(client.get(url, {"export": "csv"}))
    return [answer for answer in answers if "csv" in answer.headers.get("Content-Type", "")]


def cells_of(answer: HttpResponse) -> list[str]:
    body = answer.getvalue().decode()
    assert body.startswith(BOM), answer.headers
    return [text for row in csv.reader(io.StringIO(body.removeprefix(BOM))) for text in row]


@pytest.fixture
def owner(demo_shop: None) -> Any:
    poison()
    return signed_in(User.objects.filter(is_superuser=True).first())


# Not opened: what signs out, and what compares versions that aren't there.
def test_every_download_is_guarded(owner: Any) -> None:
    routes = [
        found
        for found in staff_routes()
        if found.pattern.startswith("office/") and "logout" not in found.name
    ]
    found: dict[str, Any] = {route.name: downloads(owner, route) for route in routes}
    given = {name: answers for name, answers in found.items() if answers}
    assert len(given) >= 10, sorted(given)
    for name, answers in given.items():
        assert {answer.headers["Content-Type"] for answer in answers} == {"text/csv; charset=utf-8"}, name
    texts = [text for answers in given.values() for answer in answers for text in cells_of(answer)]
    assert [text for text in texts if FORMULA.match(text)] == []
    assert f"'{EVIL}" in texts


def test_a_workbook_holds_no_formula(owner: Any) -> None:
    answer = owner.get("/office/reports/aging-pages/", {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    assert EVIL in {entry.value for row in sheet for entry in row}
    assert not [entry for row in sheet for entry in row if entry.data_type == "f"]
