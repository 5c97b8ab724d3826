"""Downloads of documents for staff: one PDF, or all of a period in one ZIP."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from shop.backoffice.invoices.filters import DocumentFilter
from shop.documents.archive import zip_of
from shop.documents.links import pdf_response
from shop.documents.models import Document
from shop.documents.search import search
from shop.spreadsheets.writer import as_download

MOST = 1000  # PDFs in one ZIP


@require_GET
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """`/office/invoices/<pk>/pdf/`"""
    return pdf_response(get_object_or_404(Document, pk=pk))


@require_GET
def archive(request: HttpRequest) -> HttpResponseBase:
    """`/office/invoices/zip/`: what the list shows with the same search and filters."""
    found = DocumentFilter(request.GET, queryset=Document.objects.all(), request=request).qs
    found = search(found, request.GET.get("q", "")).order_by("number")
    number = found.count()
    if not 0 < number <= MOST:
        words = f"These are {number} documents. A ZIP holds 1 to {MOST}: choose another period."
        messages.error(request, words)
        return redirect("office_invoices:index")
    response = StreamingHttpResponse(zip_of(found.iterator(chunk_size=50)), content_type="application/zip")
    as_download(response, "invoices.zip")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
