"""Best sellers, codes and baskets left: the pages, their charts and their files."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.roles import PACKER, role_group
from shop.order.models import Order
from tests.payment.refunds import give_back
from tests.support.cast import signed_in
from tests.support.factories import a_basket, a_product
from tests.support.purchases import a_code, a_paid_order

pytestmark = pytest.mark.django_db
SELLERS, CODES, BASKETS = (f"/office/figures/{name}/" for name in ("best-sellers", "codes", "baskets"))
EVER = {"first": "2000-01-01", "last": "2099-12-31"}


@pytest.fixture
def sold() -> Any:
    """Two oils with a code, of which £4.00 went back, and a basket with one oil that waits."""
    oil = a_product("=Oil")
    order = a_paid_order(oil, quantity=2, code=a_code())
    give_back(order, 400)
    Order.objects.update(simulated=False)
    a_basket(oil, owner=None)
    return order


def rows_of(client: Client, page: str, **asked: str) -> dict[str, dict[str, str]]:
    return {name: dict(cells) for name, cells in client.get(page, EVER | asked).context["rows"]}


def sheet(client: Client, page: str) -> list[Any]:
    book = openpyxl.load_workbook(io.BytesIO(client.get(page, EVER | {"as": "xlsx"}).content))
    return list(book.active.iter_rows(values_only=True))


def test_a_size_has_its_share_and_what_it_was_before(books: Client, sold: Any) -> None:
    (cells,) = rows_of(books, SELLERS).values()
    assert cells == {
        "Pieces": "2",
        "Net": "£18.86",
        "Share of net": "100.0%",
        "Pieces before": "0",
        "Net before": "£0.00",
        "Change of net": "£18.86",
    }


def test_a_code_has_what_it_took_off_and_brought(books: Client, sold: Any) -> None:
    wanted = {"Uses": "1", "Taken off": "£2.90", "Given back": "£4.00", "Takings": "£26.05", "Net": "£21.71"}
    assert rows_of(books, CODES) == rows_of(books, CODES, by="offer") == {"TENOFF": wanted}


def test_a_basket_has_its_worth_by_size_and_day(books: Client, sold: Any) -> None:
    wanted = [{"Baskets": "1", "Pieces": "1", "Worth": "£14.50"}]
    for by in ("size", "day", "source"):
        assert list(rows_of(books, BASKETS, by=by).values()) == wanted


@pytest.mark.parametrize(
    ("page", "last"),
    [
        (SELLERS, '"Together",2,18.86,100.0,0,0.00,18.86'),
        (CODES, '"Together",1,2.90,4.00,26.05,21.71'),
        (BASKETS, '"Together",1,1,14.50'),
    ],
)
def test_the_files_have_the_same_numbers(books: Client, sold: Any, page: str, last: str) -> None:
    lines = books.get(page, EVER | {"as": "csv"}).content.decode("utf-8-sig").splitlines()
    assert lines[-1] == last and len(lines) == 3
    numbers = [float(cell) for cell in last.split(",")[1:]]
    assert [float(cell) for cell in sheet(books, page)[-1][1:]] == numbers


@pytest.mark.parametrize("page", [SELLERS, BASKETS])
def test_no_name_becomes_a_formula(books: Client, sold: Any, page: str) -> None:
    assert sheet(books, page)[1][0].startswith("'=Oil, 100 ml")


@pytest.mark.parametrize("page", [SELLERS, CODES, BASKETS])
def test_there_is_a_chart_and_what_was_chosen_is_in_the_files_addresses(
    books: Client, sold: Any, page: str
) -> None:
    answer = books.get(page, EVER)
    assert "<rect" in answer.content.decode()
    assert answer.context["urls"]["xlsx"].startswith("?first=2000-01-01&last=2099-12-31")


@pytest.mark.parametrize("page", [SELLERS, CODES])
def test_simulated_orders_are_shown_by_themselves(books: Client, sold: Any, page: str) -> None:
    Order.objects.update(simulated=True)
    assert rows_of(books, page) == {}
    assert len(rows_of(books, page, simulated="on")) == 1
    assert "simulated=on" in books.get(page, EVER | {"simulated": "on"}).context["urls"]["csv"]


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (SELLERS, "Nothing was sold in these days"),
        (CODES, "No code was used in these days."),
        (BASKETS, "No basket of these days waits"),
    ],
)
def test_days_without_anything_say_so(books: Client, sold: Any, page: str, says: str) -> None:
    answer = books.get(page, {"first": "2001-01-01", "last": "2001-01-31"})
    assert says in answer.content.decode() and answer.status_code == 200


@pytest.mark.parametrize("page", [SELLERS, CODES, BASKETS])
@pytest.mark.parametrize("wrong", [{"last": "9999-12-31"}, {"first": "0001-01-01"}, {"first": "soon"}])
def test_a_wrong_day_is_said_beside_its_field(books: Client, page: str, wrong: dict[str, str]) -> None:
    answer = books.get(page, EVER | wrong)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == set(wrong)


@pytest.mark.parametrize("page", [SELLERS, CODES, BASKETS])
def test_packers_have_no_figures(cleo: User, page: str) -> None:
    cleo.groups.set([role_group(PACKER)])
    assert signed_in(cleo).get(page)["Location"] == "/office/"
