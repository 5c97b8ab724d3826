"""The table of prices: what it shows, what it saves, what it asks, and who was faster."""

from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, PACKER, role_group
from shop.catalogue.version import catalogue_version
from shop.partner.models import StockRecord
from shop.price_history.models import PriceChange
from tests.support.cast import signed_in
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.html import main_words_of
from tests.support.shelf import record_of

pytestmark = pytest.mark.django_db
TABLE, SAVE = "/office/prices/", "/office/prices/save/"


def typed(*changes: tuple[Any, str], **more: str) -> dict[str, Any]:
    """What the form sends for these products, each with its present price as the shown one."""
    sent: dict[str, Any] = {"size": []}
    for product, price in changes:
        record = record_of(product)
        sent["size"].append(str(record.pk))
        sent |= {f"{record.pk}-price": price, f"{record.pk}-shown": str(record.price)}
    return sent | more


def price_of(product: Any) -> Decimal | None:
    return record_of(product).price


def page(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def test_every_size_stands_there_with_its_sku_unit_price_and_stock(shopkeeper: Client) -> None:
    oil = a_product_in_sizes("Marigold oil")
    child = oil.children.first()
    found = main_words_of(shopkeeper.get(TABLE))
    assert child.full_name in found
    assert "per litre" in found
    assert page(shopkeeper.get(TABLE)).select_one(f'a[href="/office/stock/{record_of(child).pk}/"]')


def test_british_prices_are_saved_and_logged(shopkeeper: Client) -> None:
    oil, rose = a_product("Marigold oil"), a_product("Rose water")
    answer = shopkeeper.post(SAVE, typed((oil, "£15.2"), (rose, "14.50")), follow=True)
    assert price_of(oil) == Decimal("15.20")
    assert f"{oil.full_name} costs £15.20, was £14.50" in answer.content.decode()
    assert list(PriceChange.objects.filter(product=oil).values_list("price", flat=True)) == [
        Decimal("14.50"),
        Decimal("15.20"),
    ]
    entry = ModelLogEntry.objects.for_instance(oil).latest("timestamp")
    assert entry.user.first_name == "Pat"
    assert entry.data["changes"] == [["Stock record: Price", "14.50", "15.20"]]


def test_pages_are_told_at_once(shopkeeper: Client, django_capture_on_commit_callbacks: Any) -> None:
    oil = a_product("Marigold oil")
    before = catalogue_version()
    with django_capture_on_commit_callbacks(execute=True):
        shopkeeper.post(SAVE, typed((oil, "15.00")))
    assert catalogue_version() != before


def test_a_price_that_was_left_alone_is_not_written_back(shopkeeper: Client) -> None:
    oil, rose = a_product("Marigold oil"), a_product("Rose water")
    sent = typed((oil, "14.50"), (rose, "15.00"))
    StockRecord.objects.filter(product=oil).update(price="13.00")
    shopkeeper.post(SAVE, sent)
    assert [price_of(oil), price_of(rose)] == [Decimal("13.00"), Decimal("15.00")]


def test_whoever_was_faster_is_named_and_nothing_is_lost(shopkeeper: Client) -> None:
    oil, rose = a_product("Marigold oil"), a_product("Rose water")
    late = typed((oil, "15.50"), (rose, "16.00"))
    shopkeeper.post(SAVE, typed((oil, "15.00")))
    answer = shopkeeper.post(SAVE, late)
    found = page(answer)
    assert "Pat (at " in main_words_of(answer)
    assert "changed it from £14.50 to £15.00" in main_words_of(answer)
    assert [price_of(oil), price_of(rose)] == [Decimal("15.00"), Decimal("14.50")]
    key = record_of(oil).pk
    assert found.select_one(f"[name='{key}-price']")["value"] == "15.50"
    again = late | {f"{key}-shown": found.select_one(f"[name='{key}-shown']")["value"]}
    shopkeeper.post(SAVE, again)
    assert [price_of(oil), price_of(rose)] == [Decimal("15.50"), Decimal("16.00")]


def test_a_big_change_is_asked_once(shopkeeper: Client) -> None:
    oil = a_product("Marigold oil")
    key = record_of(oil).pk
    answer = shopkeeper.post(SAVE, typed((oil, "4.60")))
    assert "£14.50 to £4.60, −68%: sure?" in main_words_of(answer)
    assert price_of(oil) == Decimal("14.50")
    other = shopkeeper.post(SAVE, typed((oil, "1.00"), **{f"{key}-sure": "4.60"}))
    assert "£14.50 to £1.00, −93%: sure?" in main_words_of(other)
    shopkeeper.post(SAVE, typed((oil, "4.60"), **{f"{key}-sure": "4.60"}))
    assert price_of(oil) == Decimal("4.60")


@pytest.mark.parametrize("price", ["", "0", "-1", "9,20", "1e3", "nan", "9.205", "99999", "nine"])
def test_what_is_no_price_is_said_beside_the_field(shopkeeper: Client, price: str) -> None:
    oil = a_product("Marigold oil")
    answer = shopkeeper.post(SAVE, typed((oil, price)))
    assert answer.status_code == 422
    field = page(answer).select_one(f"[name='{record_of(oil).pk}-price']")
    assert field["aria-invalid"] == "true"
    assert price_of(oil) == Decimal("14.50")


def test_bookkeepers_read_and_packers_do_not(cleo: User, ada: User) -> None:
    oil = a_product("Marigold oil")
    cleo.groups.add(role_group(BOOKKEEPER))
    ada.groups.add(role_group(PACKER))
    found = page(signed_in(cleo).get(TABLE)).main
    assert "£14.50" in found.get_text()
    assert not found.select("input[name$=price]")
    signed_in(cleo).post(SAVE, typed((oil, "1.00")))
    assert price_of(oil) == Decimal("14.50")
    assert signed_in(ada).get(TABLE).status_code == 302


def test_a_page_of_many_sizes_asks_the_database_as_often_as_one(shopkeeper: Client) -> None:
    a_product("First oil")
    shopkeeper.get(TABLE)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            shopkeeper.get(TABLE)
        return len(queries)

    asked()  # fills the snapshot
    once = asked()
    for number in range(5):
        a_product(f"Oil {number}")
    asked()
    assert asked() <= once


def test_bookkeepers_find_the_file_of_all_products(cleo: User) -> None:
    cleo.groups.add(role_group(BOOKKEEPER))
    client = signed_in(cleo)
    assert 'href="/office/import/products.csv"' in client.get("/office/prices/").content.decode()
    assert client.get("/office/import/products.csv").status_code == 200
