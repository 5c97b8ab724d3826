"""What becomes of names and addresses in documents."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shop.documents.files import pdf_of
from shop.documents.models import Document, DocumentFile
from shop.documents.personal_data import documents_of, keep_documents
from shop.order.models import Order
from shop.privacy.retention import purge
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
EMAIL = "wilma@example.com"


def test_a_person_is_told_of_each_document() -> None:
    a_paid_order()
    (told,) = documents_of(EMAIL)["invoices and credit notes"]
    assert (told["total"], told["title"]) == ("£18.45", "VAT invoice")
    assert told["made out to"]


def test_erasing_a_person_keeps_them_and_says_so() -> None:
    a_paid_order()
    assert keep_documents(EMAIL)[0].startswith("Kept: 1 invoice")
    assert Document.objects.get().buyer_name
    assert keep_documents("nobody@example.com") == []


def test_after_the_period_name_address_and_file_go_and_amounts_stay() -> None:
    order = a_paid_order()
    pdf_of(order.documents.get())
    Order.objects.filter(pk=order.pk).update(date_placed=timezone.now() - timedelta(days=8 * 365))
    purge()
    row = Document.objects.get()
    assert (row.buyer_name, row.gross_minor, len(row.lines)) == ("", 1845, 2)
    assert not {"buyer", "deliver_to"} & set(row.snapshot)
    assert not DocumentFile.objects.exists()
