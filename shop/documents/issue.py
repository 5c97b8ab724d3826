"""Services that issue documents: one invoice for each paid order, and a credit note for what went back.

Both look again after they have locked the series, so that two calls at once issue one document.
"""

from collections import defaultdict
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shop.documents import wording
from shop.documents.closing import later_day
from shop.documents.credit import credit_lines, reason_of
from shop.documents.models import CreditNote, Document, DocumentSeries, Invoice
from shop.documents.numbers import lock_series, take_number
from shop.documents.rules import DocumentLine, total
from shop.documents.snapshot import document_lines, invoice_snapshot
from shop.london import iso
from shop.order import statuses
from shop.order.models import Order
from shop.payment.models import Refund, Settlement
from shop.payment.services import Reduction, reductions
from shop.trader.details import trader
from shop.trader.header import shop_name

type Source = Refund | Settlement


def issue_documents(*, order: Order) -> list[Document]:
    """Issue whatever an order lacks; an order that was never paid, or costs nothing, needs no document."""
    if not order.total_incl_tax or not _was_paid(order):
        return []
    invoice = issue_invoice(order=order)
    return [*([invoice] if invoice else []), *issue_credit_notes(order=order)]


def _was_paid(order: Order) -> bool:
    return order.status in statuses.SOLD or bool(
        order.status_changes.filter(new_status=statuses.PAID).exists()
    )


@transaction.atomic
def issue_invoice(*, order: Order) -> Document | None:
    """The invoice of a paid order; None if it has one. Call `issue_documents` unless you know both."""
    invoices = Invoice.objects.filter(order=order)
    if invoices.exists():
        return None
    sold = list(order.lines.order_by("pk"))
    lines = document_lines(order, sold)
    paid_on = order.tax_point
    snapshot = invoice_snapshot(order, sold, lines, tax_point=paid_on)
    series = lock_series(wording.INVOICE, is_simulated=order.simulated)
    if invoices.exists():
        return None
    return _write(series, order, lines, snapshot, kind=wording.INVOICE, tax_point=paid_on)


@transaction.atomic
def issue_credit_notes(*, order: Order) -> list[Document]:
    """Credit notes for what went back since the last one, and debit notes for refunds that fell through."""
    if not _gave_back(order):
        return []
    invoice = Invoice.objects.filter(order=order).first()
    if invoice is None or not any(_due(order)):
        return []
    series = lock_series(wording.CREDIT_NOTE, is_simulated=invoice.is_simulated)
    failed, given = _due(order)
    taken_back = [_take_back(series, invoice, note) for note in failed]
    return [*taken_back, *(note for found in given if (note := _credit(series, invoice, found)))]


def _gave_back(order: Order) -> bool:
    """Whether a refund was ever accepted, or anything settled by hand: for most orders the one question."""
    given = Q(refunds__accepted_at__isnull=False) | Q(settlements__isnull=False)
    return bool(order.payment_attempts.filter(given).exists())


def _due(order: Order) -> tuple[list[Document], list[Reduction]]:
    """Credit notes of refunds that fell through since, and reductions without a standing credit note."""
    notes = _notes(order)
    last = [of_source[-1] for of_source in notes.values() if _stands(of_source)]
    failed = [note for note in last if note.refund and note.refund.state in Refund.FELL_THROUGH]
    return failed, [found for found in reductions(order) if not _stands(notes[_key(found.row)])]


def _notes(order: Order) -> defaultdict[str, list[Document]]:
    """The notes of each refund or settlement, the first one first."""
    notes: defaultdict[str, list[Document]] = defaultdict(list)
    for note in CreditNote.objects.filter(order=order).select_related("refund").order_by("turn", "pk"):
        source = Refund(pk=note.refund_id) if note.refund_id else Settlement(pk=note.settlement_id)
        notes[_key(source)].append(note)
    return notes


def _key(source: Source) -> str:
    return f"{type(source).__name__}:{source.pk}"


def _stands(notes: list[Document]) -> bool:
    """Every second note of a refund takes the one before it back."""
    return len(notes) % 2 == 1


def _credit(series: DocumentSeries, invoice: Document, found: Reduction) -> Document | None:
    """The credit note of one reduction; None where pennies leave nothing to correct."""
    notes = _notes(invoice.order)
    standing = [other for other in reductions(invoice.order) if _stands(notes[_key(other.row)])]
    issued = [line for of_source in notes.values() for note in of_source for line in note.lines]
    lines = credit_lines(invoice.order, [*standing, found], issued, found.row)
    if not lines:
        return None
    links = {"refund": found.row} if isinstance(found.row, Refund) else {"settlement": found.row}
    return _correct(
        *(series, invoice, lines, reason_of(found.row)),
        turn=len(notes[_key(found.row)]),
        tax_point=timezone.localdate(found.at),
        **links,
    )


def _take_back(series: DocumentSeries, invoice: Document, note: Document) -> Document:
    lines = [line.reversed() for line in note.lines]
    why = f"The refund didn’t reach the buyer: credit note {note.number} is taken back"
    return _correct(
        *(series, invoice, lines, why),
        is_reversal=True,
        refund=note.refund,
        turn=note.turn + 1,
        tax_point=timezone.localdate(),
    )


def _correct(
    series: DocumentSeries,
    invoice: Document,
    lines: list[DocumentLine],
    reason: str,
    *,
    is_reversal: bool = False,
    tax_point: date,
    **fields: object,
) -> Document:
    """A document that corrects the invoice, to the same buyer and with VAT shown as there."""
    shows_vat = invoice.snapshot["shows_vat"]
    title = wording.title_of(wording.CREDIT_NOTE, shows_vat=shows_vat, is_reversal=is_reversal)
    snapshot = invoice.snapshot | {
        "title": title,
        "shop": shop_name(),
        "trader": asdict(trader()),
        "lines": [line.stored() for line in lines],
        "discounts": [],
        "corrects": invoice.number,
        "corrects_date": iso(invoice.issued_on),
        "reason": reason,
    }
    kind = wording.CREDIT_NOTE
    links = {"kind": kind, "corrects_id": invoice.pk}
    return _write(series, invoice.order, lines, snapshot, tax_point=tax_point, **links, **fields)


def _write(
    series: DocumentSeries,
    order: Order,
    lines: list[DocumentLine],
    snapshot: dict[str, Any],
    *,
    tax_point: date,
    **fields: object,
) -> Document:
    amounts, sequence = total(lines), take_number(series)
    buyer = snapshot.get("buyer") or [""]
    return Document.objects.create(
        series=series,
        sequence=sequence,
        number=f"{series.code}-{sequence:06d}",
        order=order,
        tax_point=tax_point,
        counts_on=later_day(tax_point),
        issued_on=timezone.localdate(),
        is_simulated=order.simulated,
        buyer_name=buyer[0][:255],
        net_minor=amounts.net,
        vat_minor=amounts.vat,
        gross_minor=amounts.gross,
        snapshot=snapshot,
        **fields,
    )
