"""Files to Royal Mail's Click & Drop, and tracking numbers back from the carrier."""

import csv
import io
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from oscar.core.loading import get_model

from shop.backoffice.models import ProductWeight, TrackingColumns
from shop.backoffice.packing.customs import HEAD
from shop.order import statuses
from shop.order.batches import Packed
from shop.order.dispatch import dispatch_order
from shop.order.models import Order
from shop.settings.carrier import check_services
from tests.backoffice.packing.parcels import PACK, a_batch, card, soup, status_of, words
from tests.support import packing
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db(transaction=True)
FILE, BACK = f"{PACK}royal-mail/", f"{PACK}tracking/"


def the_rows(packer: Client) -> list[dict[str, str]]:
    body = packer.get(f"{PACK}royal-mail.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(body)))


def test_each_parcel_is_a_row_of_the_file(packer: Client, paid: Any) -> None:
    get_model("order", "ShippingAddress").objects.update(phone_number="+441453000000")
    ProductWeight.objects.create(product=paid.lines.get().product, grams=180)
    (row,) = the_rows(packer)
    expected = {"Order reference": paid.number, "Full name": "Wilma Walker", "City": "Stroud",
                "Postcode": "GL5 1AA", "Country": "United Kingdom", "Phone": "01453 000000",
                "Weight (kg)": "0.36",
                "Package size": "Small Parcel", "Service code": "TPS48", "Total": "32.95"}  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert float(row["Subtotal"]) + float(row["Postage"]) == 32.95


def goes_to(order: Any, zone: str) -> None:
    Order.objects.filter(pk=order.pk).update(delivery_zone=zone)


@pytest.mark.parametrize("zone", ["JE", "GY", "NI", "BFPO"])
def test_customs_read_each_item(zone: str, packer: Client) -> None:
    order = a_paid_order(a_product(country_of_origin="FR"), a_product("Rose oil"), quantity=2)
    goes_to(order, zone)
    for line in order.lines.all():
        ProductWeight.objects.create(product=line.product, grams=180, customs_code="33049900")
    first, second = the_rows(packer)
    assert first["Order reference"] == second["Order reference"] == order.number
    assert first["Weight (kg)"] == second["Weight (kg)"] == "0.72"
    line = order.lines.order_by("pk")[0]
    expected = [line.partner_sku, line.title, "2", "14.50", "0.18", "Body oil", "33049900", "FR"]
    assert [first[name] for name in HEAD] == expected and second["Product name"] == "Rose oil, 100 ml"


def test_other_parcels_have_nothing_for_customs(packer: Client, paid: Any) -> None:
    (row,) = the_rows(packer)
    assert {row[name] for name in HEAD} == {""}


def test_the_value_is_that_of_the_pieces_in_the_parcel(packer: Client, paid: Any) -> None:
    goes_to(paid, "JE")
    line = paid.lines.get()
    pieces = {"pieces": {line.pk: 1}, "batches": [Packed(line.pk, a_batch(paid).pk, 1)]}
    dispatch_order(order=paid, tracking_number="", **pieces)
    (row,) = the_rows(packer)
    assert (row["Quantity"], row["Subtotal"], row["Postage"]) == ("1", "14.50", "0.00")


def test_what_customs_miss_is_named_and_the_code_typed_once(packer: Client, paid: Any) -> None:
    product = paid.lines.get().product
    assert "customs" not in words(soup(packer.get(FILE)).select_one("main"))
    goes_to(paid, "NI")
    page = words(soup(packer.get(FILE)).select_one("main"))
    assert f"no country is noted: {paid.lines.get().title}" in page and "customs code" in page
    code, grams = f"code_{product.pk}", f"grams_{product.pk}"
    for typed in ({code: "12345", grams: "180"}, {code: "33049900"}):
        assert packer.post(FILE, typed).status_code == 422
    packer.post(FILE, {code: "33049900", grams: "180"})
    assert ProductWeight.objects.get().customs_code == "33049900"
    assert "customs code" not in words(soup(packer.get(FILE)).select_one("main"))


def test_no_cell_of_the_file_is_a_formula(packer: Client, paid: Any) -> None:
    get_model("order", "ShippingAddress").objects.update(first_name="=HYPERLINK(1)")
    assert the_rows(packer)[0]["Full name"].startswith("'=HYPERLINK")


def test_names_in_other_letters_and_missing_weights_are_named_before(packer: Client, paid: Any) -> None:
    get_model("order", "ShippingAddress").objects.update(first_name="Ольга", last_name="Müller")
    text = words(soup(packer.get(FILE)).select_one("main"))
    assert f"{paid.number}: Ольга Müller" in text
    assert "Sunflower oil, 100 ml, grams" in text and "Download the file of 1 parcel" in text


def test_accents_are_latin_letters(packer: Client, paid: Any) -> None:
    get_model("order", "ShippingAddress").objects.update(first_name="Zoë", last_name="Łącki-O’Neill")
    assert "Latin letters only" not in packer.get(FILE).content.decode()


def test_a_weight_is_typed_once(packer: Client, paid: Any) -> None:
    product = paid.lines.get().product
    assert packer.post(FILE, {f"grams_{product.pk}": "180"}).status_code == 302
    assert ProductWeight.objects.get(product=product).grams == 180
    assert "grams" not in words(soup(packer.get(FILE)).select_one("main"))


def test_each_method_has_a_service_code() -> None:
    assert check_services(["standard=A", "express=B"]) == {"standard": "A", "express": "B"}
    for wrong in (["standard=A"], ["standard=A", "express="], ["standard=A", "express=B", "post=C"]):
        with pytest.raises(ImproperlyConfigured):
            check_services(wrong)


def uploads(packer: Client, text: str, **more: str) -> Any:
    file = SimpleUploadedFile("tracking.csv", text.encode(), "text/csv")
    return packer.post(BACK, {"file": file} | more)


def a_file(*rows: tuple[str, str], separator: str = ",") -> str:
    lines = [("Channel", "Order", "Tracking"), *(("web", *row) for row in rows)]
    return "\r\n".join(separator.join(line) for line in lines)


@pytest.fixture
def columns(db: None) -> None:
    TrackingColumns.objects.create(pk=1, order_column="Order", tracking_column="Tracking")


def test_the_columns_are_chosen_once(packer: Client, paid: Any) -> None:
    text = a_file((paid.number, "RM1"))
    page = soup(uploads(packer, text))
    assert [option["value"] for option in page.select("[name=order_column] option")] == [
        "Channel",
        "Order",
        "Tracking",
    ]
    carried = page.select_one("[name=text]")["value"]
    chosen = {"text": carried, "order_column": "Order", "tracking_column": "Tracking"}
    assert "1 matched" in packer.post(BACK, chosen).content.decode()
    assert "1 matched" in uploads(packer, text).content.decode()
    assert soup(uploads(packer, text, choose_again="on")).select("[name=order_column]")


def test_the_columns_are_proposed_by_what_is_in_them(packer: Client, paid: Any) -> None:
    page = soup(uploads(packer, a_file((paid.number, "AB123456785GB"))))
    chosen = [option["value"] for option in page.select("option[selected]")]
    assert chosen == ["Order", "Tracking"]
    assert f"Order, such as {paid.number}" in words(page.select_one("main"))


@pytest.mark.usefixtures("columns")
def test_rows_without_a_number_are_named(packer: Client, paid: Any) -> None:
    text = words(soup(uploads(packer, a_file((paid.number, "")))).select_one(".packing__matches"))
    assert f"Without a tracking number in the file: {paid.number}" in text


@pytest.mark.usefixtures("columns")
def test_the_preview_fills_cards_and_sends_nothing(packer: Client, paid: Any) -> None:
    a_batch(paid)
    answer = uploads(packer, a_file((paid.number.lower(), "AB123456785GB"), separator=";"))
    found = card(answer, paid)
    assert found.select_one("[name$=tracking_number]")["value"] == "AB123456785GB"
    assert found.select_one("[name$=send]").has_attr("checked")
    assert status_of(paid) == statuses.PAID


@pytest.mark.usefixtures("columns")
def test_what_the_preview_shows_is_sent_with_its_batches(packer: Client, paid: Any) -> None:
    a_batch(paid)
    form = soup(uploads(packer, a_file((paid.number, "RM1")))).select_one("form.packing")
    typed = {field["name"]: field["value"] for field in form.select("input[value][name^=o]")}
    typed |= {field["name"]: "on" for field in form.select("input[type=checkbox][checked]")}
    typed |= {
        field["name"]: field.select_one("[selected]")["value"]
        for field in form.select("select")
        if field.select_one("[selected]")
    }
    assert packer.post(form["action"], typed).status_code == 302
    assert Order.objects.get().tracking_number == "RM1"


@pytest.mark.usefixtures("columns")
def test_unknown_sent_and_double_rows_are_named(packer: Client, paid: Any) -> None:
    sent = a_paid_order(a_product("Rose oil"))
    packing.send(sent)
    rows = [("PS-0000-0000", "RM1"), (sent.number, "RM2"), (paid.number, "RM3"), (paid.number, "RM4")]
    text = words(soup(uploads(packer, a_file(*rows))).select_one(".packing__matches"))
    for part in (
        "0 matched",
        "Unknown: PS-0000-0000",
        f"Sent already: {sent.number}",
        f"Twice in the file, so not filled in: {paid.number}",
    ):
        assert part in text


@pytest.mark.parametrize("text", ["", "one column\r\nx", 'a,b\r\n"open'])
def test_what_is_no_such_file_is_said(text: str, packer: Client) -> None:
    answer = uploads(packer, text)
    assert answer.status_code == 422 and soup(answer).select_one(".errorlist")
