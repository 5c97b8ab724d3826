"""Where buyers find their documents."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from shop.accounts.models import User
from shop.documents.models import CreditNote, Document, Invoice
from shop.order.models import Order
from shop.order.tokens import PAY, VIEW, token_for
from shop.payment.models import Refund
from tests.payment.refunds import give_back
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.outbox import queued, send_queued
from tests.support.purchases import a_paid_order, an_order

pytestmark = pytest.mark.django_db


def address(document: Document, order: Any = None, purpose: str = VIEW) -> str:
    return reverse("order-document", args=[token_for(order or document.order, purpose), document.number])


@pytest.fixture
def invoice() -> Document:
    found: Document = Invoice.objects.get(order=a_paid_order())
    return found


def test_a_guest_downloads_a_pdf_that_nobody_stores_on_the_way(invoice: Document) -> None:
    answer = Client().get(address(invoice))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'attachment; filename="plainsong-{invoice.number.lower()}.pdf"'
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_same_bytes_each_time(invoice: Document) -> None:
    assert Client().get(address(invoice)).content == Client().get(address(invoice)).content


def test_a_link_of_another_order_opens_nothing(invoice: Document) -> None:
    other = an_order(a_product("Other oil"))
    assert Client().get(address(invoice, other)).status_code == 404
    assert Client().get(address(invoice, purpose=PAY)).status_code == 404
    assert Client().post(address(invoice)).status_code == 405


def test_an_old_link_offers_a_new_one(invoice: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop.order.tokens.ORDER_LINK", -1)
    assert Client().get(address(invoice)).status_code == 410


def test_the_order_page_links_to_each(invoice: Document) -> None:
    give_back(invoice.order, 400)
    said = Client().get(reverse("orders", args=[token_for(invoice.order, VIEW)])).content.decode()
    for document in (invoice, CreditNote.objects.get()):
        assert f"{document.title} {document.number} (PDF)" in said
    assert "−£4.00" in said


def test_an_unpaid_order_has_no_block() -> None:
    order = an_order()
    assert "Invoice" not in Client().get(reverse("orders", args=[token_for(order, VIEW)])).content.decode()


def test_the_account_links_to_it(ada: User, invoice: Document) -> None:
    Order.objects.filter(pk=invoice.order_id).update(user=ada)
    url = reverse("customer:order", args=[invoice.order.number])
    assert f"{invoice.number} (PDF)" in signed_in(ada).get(url).content.decode()


def test_the_emails_link_to_it_and_are_stored_as_sent(invoice: Document) -> None:
    give_back(invoice.order, 400)
    send_queued()
    note = CreditNote.objects.get(refund=Refund.objects.get())
    for kind, document in (("order.confirmation", invoice), ("order.refund", note)):
        (email,) = queued(kind)
        path = f"/documents/{document.number}/"
        assert path in email.text
        assert path in email.html
