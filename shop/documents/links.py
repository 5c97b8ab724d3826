"""Links to documents: of a buyer, by a signed link that works without an account."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import slugify

from shop.documents.files import pdf_of
from shop.documents.models import Document
from shop.documents.wording import money
from shop.london import london
from shop.order.models import Order
from shop.order.tokens import VIEW, token_for
from shop.spreadsheets.writer import as_download


@dataclass(frozen=True)
class DocumentLink:
    """A document as pages and emails name it; `url` is a path of the shop."""

    title: str
    number: str
    issued: str
    total: str
    url: str


def buyer_links(order: Order, documents: list[Document]) -> list[DocumentLink]:
    """A link to each document, for whoever holds a link to the order."""
    token = token_for(order, VIEW)
    return [
        DocumentLink(
            row.title,
            row.number,
            london(row.issued_on),
            money(row.gross_minor),
            reverse("order-document", args=[token, row.number]),
        )
        for row in documents
    ]


def pdf_response(document: Document) -> HttpResponse:
    """The PDF as a download that nobody stores on the way."""
    response = HttpResponse(pdf_of(document), content_type="application/pdf")
    as_download(response, file_name(document))
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def file_name(document: Document) -> str:
    """“plainsong-inv-000001.pdf”."""
    return f"{slugify(document.snapshot['shop'])}-{document.number.lower()}.pdf"
