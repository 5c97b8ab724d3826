"""Invoices when orders are paid, credit notes when money goes back."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from shop.documents.issue import issue_documents
from shop.documents.models import CreditNote, Document, DocumentFile, DocumentSeries, Invoice
from shop.documents.rules import total
from shop.integrity.immutable_rows import NeverEdited
from shop.order.models import Order
from shop.payment.models import Refund, Settlement
from shop.payment.provider import Refund as Found
from shop.payment.services import Agreed, RefundQuantity, RefundRequest, cancel_order, settle_failed_refund
from shop.payment.services.refunds.outcome import apply_refund
from shop.payment.services.sync import settle_free_order
from tests.payment.refunds import give_back
from tests.support.factories import a_product
from tests.support.purchases import a_code, a_paid_order, an_order

pytestmark = pytest.mark.django_db


def notes(order: Any) -> list[tuple[int, int]]:
    """VAT and gross of each credit note, the first one first."""
    return list(
        CreditNote.objects.filter(order=order).order_by("sequence").values_list("vat_minor", "gross_minor")
    )


def test_a_paid_order_has_its_invoice() -> None:
    invoice = Invoice.objects.get(order=a_paid_order())
    assert (invoice.net_minor, invoice.vat_minor, invoice.gross_minor) == (1537, 308, 1845)
    assert (invoice.tax_point, invoice.title) == (timezone.localdate(), "VAT invoice")
    assert total(invoice.lines) == invoice.amounts


def test_an_unpaid_order_has_none() -> None:
    order = an_order()
    assert issue_documents(order=order) == []


def test_an_order_of_nothing_has_none() -> None:
    order = an_order()
    Order.objects.filter(pk=order.pk).update(total_incl_tax=0)
    settle_free_order(order=Order.objects.get(pk=order.pk))
    assert not Document.objects.exists()


def test_simulated_orders_have_a_series_of_their_own() -> None:
    first = Invoice.objects.get(order=a_paid_order())
    order = an_order(a_product("Other oil"))
    Order.objects.filter(pk=order.pk).update(simulated=not first.is_simulated, status="Paid")
    (other,) = issue_documents(order=Order.objects.get(pk=order.pk))
    assert {first.number, other.number} == {"INV-000001", "SIM-INV-000001"}


def test_it_holds_what_was_sold_with_size_discount_and_delivery() -> None:
    order = a_paid_order(a_product("Calm oil, 100 ml"), code=a_code())
    goods, delivery = Invoice.objects.get(order=order).lines
    assert (goods.title, goods.quantity, goods.discount, goods.rate) == (
        order.lines.get().title,
        1,
        145,
        "0.2",
    )
    assert (delivery.kind, delivery.gross) == ("delivery", 395)


def test_issuing_again_issues_nothing() -> None:
    order = a_paid_order()
    give_back(order, 400)
    assert issue_documents(order=order) == []
    assert Document.objects.count() == 2


def test_a_refund_has_a_credit_note_that_names_the_invoice() -> None:
    order = a_paid_order()
    line = order.lines.get()
    give_back(order, 1450, RefundQuantity(line, 1, restock=False))
    note = CreditNote.objects.get(order=order)
    assert (note.net_minor, note.vat_minor, note.gross_minor) == (-1208, -242, -1450)
    assert note.corrects == Document.objects.get(kind="invoice")
    assert note.lines[0].title == f"1 × {line.title}"
    assert note.snapshot["corrects"] == "INV-000001" or note.is_simulated


def test_after_a_full_refund_no_vat_is_left() -> None:
    order = a_paid_order()
    give_back(order, 333)
    give_back(order, 777)
    cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    assert sum(vat for vat, _ in notes(order)) == -308
    assert sum(gross for _, gross in notes(order)) == -1845
    assert CreditNote.objects.get(sequence=3).snapshot["reason"] == "Order cancelled"


def test_a_refund_that_falls_through_is_taken_back() -> None:
    order = a_paid_order()
    refund = give_back(order, 400)
    fail(refund)
    assert notes(order) == [(-67, -400), (67, 400)]
    assert CreditNote.objects.get(turn=1).title == "Debit note"


def test_what_is_then_paid_by_hand_has_a_credit_note_too() -> None:
    order = a_paid_order()
    refund = give_back(order, 400)
    fail(refund)
    agreed = Agreed(kind=Settlement.Kind.PAID_BACK, amount=400, reason="By bank transfer")
    settle_failed_refund(refund=Refund.objects.get(pk=refund.pk), agreed=agreed)
    assert notes(order) == [(-67, -400), (67, 400), (-67, -400)]


def test_an_overpayment_that_goes_back_corrects_nothing() -> None:
    order = a_paid_order()
    attempt = order.payment_attempts.get()
    type(attempt).objects.filter(pk=attempt.pk).update(received_minor=2045)
    give_back(order, 200)
    assert notes(order) == []
    give_back(order, 400)
    assert notes(order) == [(-67, -400)]


def test_a_fault_of_a_document_harms_no_payment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop.documents.issue.invoice_snapshot", lambda *_: 1 / 0)
    order = a_paid_order()
    assert order.status == "Paid"
    assert not Document.objects.exists()
    monkeypatch.undo()
    assert [row.kind for row in issue_documents(order=order)] == ["invoice"]


def test_a_row_is_neither_changed_nor_deleted() -> None:
    invoice = Invoice.objects.get(order=a_paid_order())
    for deed in (
        invoice.save,
        invoice.delete,
        Document.objects.all().delete,
        lambda: Invoice.objects.update(tax_point=date(2020, 1, 1)),
        lambda: DocumentFile.objects.update(sha256=""),
    ):
        with pytest.raises(NeverEdited):
            deed()


def test_numbers_follow_one_another() -> None:
    for name in ("One", "Two", "Three"):
        a_paid_order(a_product(name))
    assert sorted(Invoice.objects.values_list("sequence", flat=True)) == [1, 2, 3]
    assert DocumentSeries.objects.get().last_number == 3


def fail(refund: Refund) -> None:
    """Stripe says that the money came back."""
    refund.refresh_from_db()
    apply_refund(
        Found(
            id=str(refund.refund_id),
            intent_id=str(refund.attempt.intent_id),
            amount=refund.amount_minor,
            currency="gbp",
            status="failed",
            failure="lost_or_stolen_card",
            reason="",
            key=str(refund.key),
        )
    )
