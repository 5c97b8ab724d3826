"""Receive goods: one Save makes batch, movements and stock."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.roles import PACKER, SHOPKEEPER, role_group
from shop.catalogue.models import Batch
from shop.catalogue.receiving import CannotReverse, reverse_receipt
from shop.partner.models import GoodsReceipt
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.shelf import a_batch, adds_up, ledger_of, record_of

pytestmark = pytest.mark.django_db
URL = "/office/stock/receive/"


@pytest.fixture
def packer(ben: User) -> Client:
    ben.groups.add(role_group(PACKER))
    return signed_in(ben)


def a_row(product: Any, place: int = 0, **typed: str) -> dict[str, str]:
    row = {"size": record_of(product).partner_sku, "batch": "L7", "best_before": "2028-05-31", "pieces": "12"}
    return {f"form-{place}-{name}": value for name, value in (row | typed).items()}


def a_delivery(*rows: dict[str, str], **head: str) -> dict[str, str]:
    sent = {"key": str(uuid.uuid4()), "supplier": "Mill & Co", "delivery_note": "N 4", **head}
    sent |= {"form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "0"}
    return {key: value for part in [sent, *rows] for key, value in part.items()}


def test_one_save_makes_batch_movement_and_stock(packer: Client, ben: User) -> None:
    oil = a_product(stock=2)
    packer.post(URL, a_delivery(a_row(oil, cost="3.20")))
    batch = Batch.objects.get(product=oil)
    assert (batch.number, batch.best_before, batch.left) == ("L7", date(2028, 5, 31), 12)
    movement = batch.movements.get()
    assert (movement.by, str(movement.cost), movement.receipt.supplier) == (ben, "3.2000", "Mill & Co")
    assert record_of(oil).num_in_stock == 14


def test_clicking_twice_receives_once(packer: Client) -> None:
    oil = a_product(stock=0)
    sent = a_delivery(a_row(oil))
    first, second = packer.post(URL, sent), packer.post(URL, sent)
    assert first.url == second.url
    assert record_of(oil).num_in_stock == 12


def test_a_known_batch_with_another_date_is_refused_beside_its_field(packer: Client) -> None:
    oil = a_product(stock=0)
    a_batch(oil, pieces=3, number="L7", expires=date(2027, 1, 31))
    page = packer.post(URL, a_delivery(a_row(oil, pieces="9")))
    assert page.status_code == 422
    assert "Batch L7 is here already" in str(page.context["rows"].forms[0].errors["best_before"])
    assert page.context["rows"].forms[0]["pieces"].value() == "9"
    assert record_of(oil).num_in_stock == 3


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"size": "PS-NOT-HERE"}, "size"),
        ({"batch": ""}, "batch"),
        ({"best_before": ""}, "best_before"),
        ({"pieces": "0"}, "pieces"),
        ({"size": ""}, "size"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(packer: Client, typed: dict[str, str], field: str) -> None:
    oil = a_product(stock=0)
    page = packer.post(URL, a_delivery(a_row(oil, **typed)))
    assert page.status_code == 422
    assert list(page.context["rows"].forms[0].errors) == [field]
    assert not GoodsReceipt.objects.exists()


def test_ten_times_the_usual_amount_is_asked_once(packer: Client) -> None:
    oil = a_product(stock=0)
    a_batch(oil, pieces=6)
    sent = a_delivery(a_row(oil, pieces="60"))
    assert packer.post(URL, sent).status_code == 422
    assert packer.post(URL, sent | {"form-0-is_right": "on"}).status_code == 302
    assert record_of(oil).num_in_stock == 66


def test_more_rows_keep_what_was_typed(packer: Client) -> None:
    oil = a_product(stock=0)
    page = packer.post(URL, a_delivery(a_row(oil), more="1"))
    assert len(page.context["rows"].forms) == 6
    assert page.context["rows"].forms[0]["batch"].value() == "L7"
    assert not GoodsReceipt.objects.exists()


def test_reversing_undoes_it_once(packer: Client, ben: User) -> None:
    oil = a_product(stock=2)
    packer.post(URL, a_delivery(a_row(oil)))
    receipt = GoodsReceipt.objects.get()
    packer.post(f"/office/stock/receipts/{receipt.pk}/reverse/")
    assert ledger_of(oil) == [("opening", 2), ("received", 12), ("reversed", -12)]
    with pytest.raises(CannotReverse):
        reverse_receipt(receipt=receipt, by=ben)
    assert adds_up(oil)


def test_what_is_promised_is_not_reversed(packer: Client) -> None:
    oil = a_product(stock=0)
    packer.post(URL, a_delivery(a_row(oil)))
    a_paid_order(oil)
    receipt = GoodsReceipt.objects.get()
    page = packer.post(f"/office/stock/receipts/{receipt.pk}/reverse/", follow=True)
    assert "promised or gone" in page.content.decode()
    assert record_of(oil).num_in_stock == 12


def test_a_count_is_typed_blind_and_posts_the_difference(packer: Client) -> None:
    oil = a_product(stock=9)
    packer.post(f"/office/stock/{record_of(oil).pk}/count/", {"pieces": "7"})
    assert ledger_of(oil) == [("opening", 9), ("counted", -2)]


def test_a_count_below_what_is_promised_names_the_orders(packer: Client) -> None:
    oil = a_product(stock=5)
    order = a_paid_order(oil, quantity=3)
    page = packer.post(f"/office/stock/{record_of(oil).pk}/count/", {"pieces": "2"})
    assert page.status_code == 422
    assert order.number in page.content.decode()
    assert record_of(oil).num_in_stock == 5


def test_a_shopkeeper_writes_off_with_a_reason_and_once(ben: User) -> None:
    ben.groups.add(role_group(SHOPKEEPER))
    oil, client = a_product(stock=5), signed_in(ben)
    sent = {"key": str(uuid.uuid4()), "kind": "broken", "pieces": "2", "reason": ""}
    url = f"/office/stock/{record_of(oil).pk}/take/"
    assert client.post(url, sent).status_code == 422
    for _ in range(2):
        client.post(url, sent | {"reason": "dropped"})
    assert ledger_of(oil) == [("opening", 5), ("broken", -2)]


def test_a_packer_writes_nothing_off(packer: Client) -> None:
    oil = a_product(stock=5)
    sent = {"key": str(uuid.uuid4()), "kind": "lost", "pieces": "2", "reason": "gone"}
    packer.post(f"/office/stock/{record_of(oil).pk}/take/", sent)
    assert ledger_of(oil) == [("opening", 5)]


def test_the_list_and_the_page_of_a_size_name_it_in_full(packer: Client) -> None:
    oil = a_product("Marigold oil", stock=5)
    a_batch(oil, pieces=3, number="L9")
    for url in ("/office/stock/?q=marigold", "/office/stock/?q=L9", f"/office/stock/{record_of(oil).pk}/"):
        page = packer.get(url).content.decode()
        assert oil.full_name in page, url
    assert "L9" in page
    assert "Batch unknown: 5" in page


def test_an_empty_form_says_what_is_missing(packer: Client) -> None:
    answer = packer.post(URL, a_delivery())
    assert answer.status_code == 422 and "Type or scan at least one size." in answer.content.decode()


def test_a_day_that_is_over_is_asked_for_once(packer: Client) -> None:
    oil = a_product(stock=0)
    answer = packer.post(URL, a_delivery(a_row(oil, best_before="2020-05-31")))
    assert answer.status_code == 422 and "This day is over." in answer.content.decode()
    packer.post(URL, a_delivery(a_row(oil, best_before="2020-05-31", is_right="on")))
    assert Batch.objects.get(product=oil).best_before == date(2020, 5, 31)


def test_the_receipt_says_pounds_and_pence(packer: Client) -> None:
    answer = packer.post(URL, a_delivery(a_row(a_product(stock=0), cost="2.1")), follow=True)
    assert "at £2.10 each" in answer.content.decode()
