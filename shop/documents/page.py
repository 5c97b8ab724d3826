"""A document as its PDF shows it: words and formatted amounts, from the stored snapshot and nothing else."""

from datetime import date
from typing import Any

from shop.documents import wording
from shop.documents.models import Document
from shop.documents.rules import GOODS, DocumentLine, by_rate
from shop.documents.wording import money, percent
from shop.london import london


def page_context(document: Document) -> dict[str, Any]:
    """The template context of a document's page."""
    stored, amounts = document.snapshot, document.amounts
    corrected = stored.get("corrects_date")
    return {
        "document": document,
        "stored": stored,
        "trader": stored["trader"],
        "is_invoice": document.kind == wording.INVOICE,
        "issued": london(document.issued_on),
        "tax_point": london(document.tax_point),
        "placed": london(date.fromisoformat(stored["placed"])),
        "corrects_date": london(date.fromisoformat(corrected)) if corrected else "",
        "lines": [_row(line) for line in document.lines if line.gross or line.kind == GOODS],
        "discounts": [{"name": row["name"], "amount": money(-row["amount"])} for row in stored["discounts"]],
        "rates": [
            {"rate": percent(rate), "net": money(row.net), "vat": money(row.vat), "gross": money(row.gross)}
            for rate, row in by_rate(document.lines).items()
            if row.gross
        ],
        "net": money(amounts.net),
        "vat": money(amounts.vat),
        "gross": money(amounts.gross),
        "contribution_note": wording.CONTRIBUTION if stored.get("is_contribution") else "",
        "export_note": wording.EXPORT if stored["is_export"] and stored["shows_vat"] else "",
        "rounding_note": wording.ROUNDING if stored["shows_vat"] and document.kind == wording.INVOICE else "",
        "simulated_note": wording.SIMULATED if document.is_simulated else "",
    }


def _row(line: DocumentLine) -> dict[str, Any]:
    return {
        "title": line.title,
        "sku": line.sku,
        "quantity": line.quantity,
        "unit": money(line.unit_net),
        "discount": money(line.discount) if line.discount else "",
        "rate": percent(line.rate),
        "net": money(line.net),
        "vat": money(line.vat),
        "gross": money(line.gross),
    }
