"""The entries of a period, from its invoices and credit notes as they were issued."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from shop.documents.models import Document
from shop.documents.rules import Amounts, DocumentLine
from shop.reports.accounts.entries import Entry


def documents_in(first: date, last: date, *, simulated: bool = False) -> QuerySet[Document]:
    """Real or simulated documents that count on these days, also those without VAT; the first one first."""
    rows = Document.objects.with_vat_day().filter(vat_day__range=(first, last), is_simulated=simulated)
    return rows.select_related("order").order_by("vat_day", "pk")


def entries_of(first: date, last: date, *, simulated: bool = False) -> Iterator[Entry]:
    """An entry for each line of each document; lines of nothing are left out."""
    for document in documents_in(first, last, simulated=simulated).iterator(chunk_size=500):
        for line in document.lines:
            if line.amounts != Amounts():
                yield _entry(document, line)


def _entry(document: Document, line: DocumentLine) -> Entry:
    return Entry(
        day=document.counts_on or document.tax_point,
        number=document.number,
        description=f"{line.title or document.title}, order {document.order.number}",
        kind=line.kind,
        rate=line.rate if document.snapshot["shows_vat"] else None,
        amounts=line.amounts,
    )
