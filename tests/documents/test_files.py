"""The PDF of a document."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from shop.documents import files
from shop.documents.files import DamagedFile, make_files, pdf_of
from shop.documents.models import CreditNote, Document, DocumentFile
from shop.documents.page import page_context
from shop.money import from_pence
from shop.payment.services import RefundQuantity
from shop.pdf.render import render_all
from tests.payment.refunds import give_back
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


def page(document: Document) -> str:
    return " ".join(render_to_string("documents/pdf/document.html", page_context(document)).split())


def test_it_is_stored_once_and_given_out_ever_since(monkeypatch: pytest.MonkeyPatch) -> None:
    document = a_paid_order().documents.get()
    made = pdf_of(document)
    assert made.startswith(b"%PDF")
    monkeypatch.setattr(files, "render_all", lambda pages: iter([b"another"] * len(pages)))
    assert pdf_of(document) == made
    assert DocumentFile.objects.count() == 1


def test_it_would_be_made_the_same_again() -> None:
    document = a_paid_order().documents.get()
    assert next(render_all([files._page(document)])) == pdf_of(document)


def test_changed_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    document = a_paid_order().documents.get()
    DocumentFile.objects.create(document=document, content=b"%PDF forged", sha256="0" * 64)
    with pytest.raises(DamagedFile):
        pdf_of(document)


def test_an_invoice_says_all_that_the_law_wants(settings: Any) -> None:
    order = a_paid_order(a_product("Calm oil, 100 ml"))
    said = page(order.documents.get())
    trader = settings.TRADER
    wanted = [
        *("VAT invoice", "INV-000001", trader["name"], trader["address"], trader["vat_number"]),
        *(order.lines.get().title, "Tax point", "20%", "£12.08", "£2.42", "£14.50", "£18.45", order.number),
        *("Total VAT, in pounds sterling", *order.shipping_address.active_address_fields()),
    ]
    assert [words for words in wanted if str(words) not in said] == []


def test_unregistered_traders_name_no_vat(settings: Any) -> None:
    settings.VAT_REGISTERED = False
    order = a_paid_order()
    give_back(order, 400)
    for document in order.documents.all():
        said = page(document)
        assert "VAT" not in said.replace("SVAT", "")
        assert from_pence(abs(document.gross_minor)).__str__() in said
    assert "Invoice and receipt" in page(order.documents.get(kind="invoice"))


def test_a_sole_trader_has_no_company_number(settings: Any) -> None:
    settings.TRADER = settings.TRADER | {"name": "Ann Lee trading as Plainsong", "company_number": ""}
    said = page(a_paid_order().documents.get())
    assert "Ann Lee trading as Plainsong" in said
    assert "ompany number" not in said


def test_exports_are_zero_rated_and_say_why() -> None:
    order = a_paid_order(postcode="JE2 3AB")
    said = page(order.documents.get())
    assert order.is_export
    assert "zero-rated" in said
    assert "At 0%" in said


def test_a_credit_note_names_its_invoice_and_why() -> None:
    order = a_paid_order()
    give_back(order, 1450, RefundQuantity(order.lines.get(), 1, restock=False))
    said = page(CreditNote.objects.get())
    assert "VAT credit note" in said
    assert "INV-000001" in said
    assert "Items returned or not supplied" in said
    assert "−£14.50" in said


def test_files_are_made_before_anybody_asks() -> None:
    a_paid_order()
    assert (make_files(most=5), make_files(most=5)) == (1, 0)


def test_many_files_are_made_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    oil = a_product(stock=9)
    for _ in range(2):
        a_paid_order(oil)
    runs: list[int] = []
    monkeypatch.setattr(files, "render_all", lambda pages: runs.append(len(pages)) or render_all(pages))
    assert make_files(most=5) == 2
    assert runs == [2]
    assert pdf_of(Document.objects.first()) != pdf_of(Document.objects.last())
