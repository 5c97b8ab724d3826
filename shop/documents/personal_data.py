"""Personal data in invoices and credit notes: exported on request, and kept because tax law wants them."""

from typing import Any

from django.db.models import Q, QuerySet

from shop.documents.models import Document
from shop.documents.wording import money
from shop.london import iso
from shop.privacy.personal_data import erases, exports


def _documents(email: str) -> QuerySet[Document]:
    return Document.objects.filter(Q(order__guest_email=email) | Q(order__user__email=email))


@exports("documents.Document")
def documents_of(email: str, **_: object) -> dict[str, Any]:
    """Each invoice and credit note of the address, with who it is made out to."""
    return {"invoices and credit notes": [_exported(row) for row in _documents(email)]}


def _exported(row: Document) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "issued": iso(row.issued_on),
        "total": money(row.gross_minor),
        "made out to": ", ".join(row.snapshot.get("buyer", [])),
        "delivered to": ", ".join(row.snapshot.get("deliver_to", [])),
    }


@erases("documents.Document")
def keep_documents(email: str, **_: object) -> list[str]:
    """Name the documents that must stay: VAT records are kept for six years."""
    number = _documents(email).count()
    if not number:
        return []
    what = "1 invoice or credit note" if number == 1 else f"{number} invoices and credit notes"
    return [f"Kept: {what} with name and address, for six years after the tax year, as tax law requires."]
