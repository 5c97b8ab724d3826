"""`/office/import/`: products and discount codes from a file, and all products as a file."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.catalogue_files import services
from shop.backoffice.catalogue_files.forms import ColumnsForm, UploadForm
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.backoffice.posted import posted
from shop.catalogue.importing.exporting import export_rows
from shop.london import iso
from shop.spreadsheets.reader import UnreadableFile
from shop.spreadsheets.workbook import xlsx_response
from shop.spreadsheets.writer import csv_stream

PAGE_SIZE: Final = 50
UPLOAD: Final = "office_import:upload"


@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest) -> HttpResponse:
    """The form for a file, and the files so far."""
    form = UploadForm(posted(request), request.FILES or None, label_suffix="")
    if form.is_valid() and (upload := _taken(request, form)):
        return redirect("office_import:columns", pk=upload.pk)
    uploads = CatalogueUpload.objects.defer("records", "outcome").select_related("by")
    page = Paginator(uploads, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page}
    status = 422 if form.errors else 200
    return render(request, "backoffice/catalogue_files/index.html", context, status=status)


def _taken(request: SignedInRequest, form: UploadForm) -> CatalogueUpload | None:
    """The stored file; else the form says what is wrong with it."""
    file, about = form.cleaned_data["file"], form.cleaned_data["about"] or services.About.PRODUCTS
    try:
        return services.take_file(name=file.name, content=file.read(), by=request.user, about=about)
    except UnreadableFile as problem:
        form.add_error("file", str(problem))
        return None


@require_http_methods(["GET", "POST"])
def columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """What each column means; saving begins the check."""
    upload = get_object_or_404(CatalogueUpload, pk=pk)
    form = ColumnsForm(upload, posted(request))
    if form.is_valid() and _chosen(upload, form):
        return redirect(UPLOAD, pk=pk)
    context = {"form": form, "upload": upload}
    status = 422 if form.errors else 200
    return render(request, "backoffice/catalogue_files/columns.html", context, status=status)


def _chosen(upload: CatalogueUpload, form: ColumnsForm) -> bool:
    """Whether the check was queued; else the form says why not."""
    try:
        services.choose_columns(
            upload_id=upload.pk,
            columns=form.columns,
            takes_stock=form.counts_stock,
            defaults=form.defaults,
        )
    except UnreadableFile as problem:
        form.add_error(None, str(problem))
    except services.NotNow:
        form.add_error(None, "This file was imported already. Upload it again to import it once more.")
    return not form.errors


@require_http_methods(["GET", "POST"])
def upload(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the file would change or has changed; a POST imports it."""
    found = get_object_or_404(CatalogueUpload.objects.defer("records").select_related("by"), pk=pk)
    if request.method == "POST":
        try:
            services.apply_file(upload_id=pk)
        except services.NotNow:
            messages.error(request, "It was imported already, or has to be checked again.")
        return redirect(UPLOAD, pk=pk)
    rows = found.outcome.get("problems") or found.outcome.get("rows", [])
    context = {
        "upload": found,
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "may_undo": found == services.last_applied(),
    }
    return render(request, "backoffice/catalogue_files/upload.html", context)


@require_http_methods(["GET", "POST"])
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Says what undoing does, with numbers; a POST undoes it."""
    found = get_object_or_404(CatalogueUpload.objects.defer("records"), pk=pk)
    if request.method == "POST":
        try:
            services.undo_file(upload_id=pk)
        except services.NotNow:
            messages.error(request, "Only the last import can be undone, and once.")
        return redirect(UPLOAD, pk=pk)
    return render(request, "backoffice/catalogue_files/undo.html", {"upload": found})


@require_safe
def export(request: SignedInRequest, ending: str) -> HttpResponseBase:
    """All products as a CSV or Excel file that can be imported again."""
    write = {"csv": csv_stream, "xlsx": xlsx_response}[ending]
    return write(filename=f"products-{iso(timezone.localdate())}.{ending}", rows=export_rows())
