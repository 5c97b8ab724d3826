"""The list of invoices and credit notes in the office, and its downloads."""

import csv
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.invoices import downloads
from shop.backoffice.roles import PACKER, role_group
from shop.documents.files import pdf_of
from shop.documents.models import CreditNote, Document, Invoice
from tests.payment.refunds import give_back
from tests.support.cast import access
from tests.support.factories import a_product
from tests.support.html import main_words_of
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
LIST = "/office/invoices/"


@pytest.fixture
def order() -> Any:
    """With an invoice and a credit note, beside another order."""
    order = a_paid_order()
    a_paid_order(a_product("Rose water"), name="Bo Other", email="bo@x.org")
    give_back(order, 400)
    return order


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def rows(books: Client, **asked: str) -> list[dict[str, str]]:
    text = body(books.get(LIST, asked | {"export": "csv"})).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_it_lists_each_with_its_amounts(books: Client, order: Any) -> None:
    said = books.get(f"{LIST}results/").content.decode()
    for document in Document.objects.all():
        assert document.number in said
    assert "3 documents" in said
    assert "−£4.00" in said


@pytest.mark.parametrize("words", ["Bo Other", "bo@x", "inv 000002 other"])
def test_a_search_finds_number_name_and_email(words: str, books: Client, order: Any) -> None:
    assert [row["Name"] for row in rows(books, q=words)] == ["Bo Other"]


def test_a_search_finds_all_documents_of_an_order(books: Client, order: Any) -> None:
    assert len(rows(books, q=order.number)) == 2


def test_filters_by_kind_and_day(books: Client, order: Any) -> None:
    (row,) = rows(books, kind="credit_note")
    assert (row["Net"], row["VAT"], row["Gross"]) == ("-3.33", "-0.67", "-4.00")
    assert row["Corrects"] == Invoice.objects.get(order=order).number
    assert rows(books, tax_point_to="2020-01-01") == []


def test_the_pdf_is_the_buyers_own(books: Client, order: Any) -> None:
    document = CreditNote.objects.get()
    answer = books.get(f"{LIST}{document.pk}/pdf/")
    assert answer.content == pdf_of(document)
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_zip_holds_what_is_filtered(books: Client, order: Any) -> None:
    answer = books.get(f"{LIST}zip/", {"kind": "invoice"})
    with ZipFile(BytesIO(body(answer))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 2
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
    assert "no-store" in answer["Cache-Control"]


def test_a_zip_is_bounded(books: Client, order: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MOST", 2)
    answer = books.get(f"{LIST}zip/", follow=True)
    assert "3 documents. A ZIP holds 1 to 2" in answer.content.decode()


def test_only_those_with_the_right_open_it(ada: User, cleo: User, order: Any) -> None:
    cleo.groups.set([role_group(PACKER)])
    pk = Document.objects.first().pk  # type: ignore[union-attr]
    for url in (LIST, f"{LIST}zip/", f"{LIST}{pk}/pdf/"):
        found = access(url, {"visitor": None, "ada": ada, "packer": cleo})
        assert set(found.values()) <= {302, 403, 404}


def test_the_order_page_links_to_them(books: Client, order: Any) -> None:
    said = books.get(f"/office/orders/{order.number}/").content.decode()
    for document in order.documents.all():
        assert f"{LIST}{document.pk}/pdf/" in said


def test_what_was_found_is_added_up(books: Client, order: Any) -> None:
    """Of the one order: £18.45 less a credit note of £4.00."""
    said = main_words_of(books.get(LIST, {"q": order.number}))
    assert "2 documents, together £12.04 net, £2.41 VAT, £14.45 in all." in said
