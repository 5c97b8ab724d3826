"""Today: what waits for each role, in numbers, with one click to it."""

import pytest
from bs4 import BeautifulSoup

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, OWNER, PACKER, SHOPKEEPER, WRITER, Role, role_group
from shop.order.models import Order
from shop.partner.models import StockRecord
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


def today(user: User, role: Role) -> BeautifulSoup:
    user.groups.add(role_group(role))
    return BeautifulSoup(signed_in(user).get("/office/").content, "html.parser")


def headings(page: BeautifulSoup) -> list[str]:
    return [heading.get_text(strip=True) for heading in page.select(".office-panel h2")]


@pytest.mark.parametrize(
    ("role", "panels"),
    [
        (OWNER, ["Pack now", "Answer", "Shelf", "Takings"]),
        (SHOPKEEPER, ["Pack now", "Answer", "Shelf", "Takings"]),
        (PACKER, ["Pack now", "Answer"]),
        (BOOKKEEPER, ["Takings"]),
        (WRITER, []),
    ],
    ids=lambda value: value.label if isinstance(value, Role) else "",
)
def test_each_role_has_its_own_panels(role: Role, panels: list[str], ben: User) -> None:
    assert headings(today(ben, role)) == panels


def test_parcels_are_counted_and_lead_to_the_packing_list(ben: User) -> None:
    oil = a_product()
    a_paid_order(oil)
    Order.objects.filter(pk=a_paid_order(oil).pk).update(shipping_code="express")
    link = today(ben, PACKER).select_one(".office-panel a")
    assert link is not None
    assert link.get_text(strip=True) == "2 parcels to pack, 1 of them express"
    assert link["href"] == "/dashboard/packing/"


def test_nothing_to_do_is_one_calm_line(ben: User) -> None:
    assert today(ben, PACKER).select_one(".office-panel li").get_text(strip=True) == "Nothing to do."


def test_what_is_sold_out_and_low_is_said(ben: User) -> None:
    for stock in (0, 2, 9):
        a_product(f"Oil {stock}", stock=stock)
    StockRecord.objects.update(low_stock_threshold=5)
    text = today(ben, SHOPKEEPER).get_text()
    assert "1 size sold out" in text and "1 size running low" in text


def test_takings_are_of_real_orders_only(ben: User) -> None:
    a_paid_order()
    assert "Yesterday: £0.00 from 0 orders" in today(ben, BOOKKEEPER).get_text()
