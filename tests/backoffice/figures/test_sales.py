"""The page of sales, its chart and its files."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from guides.newsletter.models import Newsletter
from shop.accounts.models import User
from shop.backoffice.roles import PACKER, role_group
from shop.order.models import Line, Order
from tests.payment.refunds import give_back
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_code, a_paid_order

pytestmark = pytest.mark.django_db
PAGE = "/office/figures/sales/"
EVER = {"first": "2000-01-01", "last": "2099-12-31"}


@pytest.fixture
def sold() -> Any:
    """Two oils with a code, of which £4.00 went back."""
    order = a_paid_order(a_product("=Oil"), quantity=2, code=a_code())
    give_back(order, 400)
    Order.objects.update(simulated=False)
    return order


def named(client: Client, by: str) -> dict[str, str]:
    """The takings by the name of each row."""
    rows = client.get(PAGE, EVER | {"by": by}).context["rows"]
    return {name: dict(cells)["Takings"] for name, cells in rows}


def test_it_shows_what_is_left_after_refunds(books: Client, sold: Any) -> None:
    answer = books.get(PAGE)
    assert dict(answer.context["total"]) == {
        "Orders": "1",
        "Pieces": "2",
        "Items": "£29.00",
        "Discounts": "£2.90",
        "Delivery": "£3.95",
        "Given back": "£4.00",
        "Takings": "£26.05",
        "VAT": "£4.34",
        "Net": "£21.71",
    }
    assert "<rect" in answer.content.decode()


def test_sizes_and_delivery_share_what_went_back(books: Client, sold: Any) -> None:
    assert named(books, "size") == {
        f"=Oil, 100 ml ({sold.lines.get().partner_sku})": "£22.63",
        "Delivery": "£3.42",
    }
    assert named(books, "product") == {"=Oil": "£22.63", "Delivery": "£3.42"}


def test_codes_count_whole_orders(books: Client, sold: Any) -> None:
    a_paid_order(a_product("Cloth"))
    Order.objects.update(simulated=False)
    assert named(books, "code") == {"TENOFF": "£26.05", "Without a code": "£18.45"}


def test_a_newsletter_has_its_subject(books: Client, sold: Any) -> None:
    letter = Newsletter.objects.create(subject="Spring is here", body=[("text", "<p>Oil</p>")])
    Line.objects.update(source=f"letter-{letter.pk}")
    assert set(named(books, "source")) == {"Newsletter: Spring is here", "Delivery"}
    Line.objects.update(source="guide-999")
    assert set(named(books, "source")) == {"guide-999", "Delivery"}


def test_the_file_has_pounds_and_no_formula(books: Client, sold: Any) -> None:
    answer = books.get(PAGE, EVER | {"by": "product", "as": "csv"})
    head, oil, *_, last = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith('"Product","Orders"') and oil.startswith('"\'=Oil",1,2,29.00,2.90,0.00')
    assert last == '"Together",1,2,29.00,2.90,3.95,4.00,26.05,4.34,21.71'


def test_the_workbook_has_the_same(books: Client, sold: Any) -> None:
    answer = books.get(PAGE, EVER | {"by": "product", "as": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:2] == ("'=Oil", 1) and rows[-1][-1] == 21.71
    assert sheet["A2"].data_type == "s"


def test_simulated_orders_are_shown_by_themselves(books: Client, sold: Any) -> None:
    Order.objects.update(simulated=True)
    assert "Nothing was sold in these days." in books.get(PAGE, EVER).content.decode()
    assert dict(books.get(PAGE, EVER | {"simulated": "on"}).context["total"])["Takings"] == "£26.05"


@pytest.mark.parametrize("wrong", [{"last": "1999-12-31"}, {"by": "moon"}, {"first": "soon"}])
def test_a_wrong_choice_is_said_beside_its_field(books: Client, wrong: dict[str, str]) -> None:
    answer = books.get(PAGE, EVER | wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(wrong)


def test_packers_have_no_figures(cleo: User) -> None:
    cleo.groups.set([role_group(PACKER)])
    assert signed_in(cleo).get(PAGE)["Location"] == "/office/"
