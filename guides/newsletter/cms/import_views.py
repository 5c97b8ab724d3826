"""The CMS pages of subscriber imports: upload, progress, and rows with errors."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from guides.newsletter.cms import import_runs
from guides.newsletter.cms.column_form import ColumnsForm, preview_of
from guides.newsletter.cms.importing import COLUMNS
from guides.newsletter.models import SubscriberImport
from shop.fields.names_missing import NamesMissing
from shop.spreadsheets.reader import UnreadableFile, read_table
from shop.spreadsheets.writer import csv_stream
from shop.web.upload_sizes import MEGABYTE, AtMost

SHOWN = 500  # faults on the page; the download has all
RECENT = 10


class ImportForm(NamesMissing, forms.Form):
    """A CSV file, and whether to only check it."""

    file = forms.FileField(label="CSV file", validators=[AtMost(10 * MEGABYTE)])
    dry_run = forms.BooleanField(label="Only check it", required=False, initial=True)


@permission_required("newsletter.publish_newsletter")
def bring_in(request: HttpRequest) -> HttpResponse:
    """`/office/newsletter/import/`: uploads a file, and lists recent imports."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = _stored(file.name, file.read(), form.cleaned_data["dry_run"])
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            return redirect("newsletter-import-progress", pk=made.pk)
    recent = SubscriberImport.objects.defer("content", "faults")[:RECENT]
    status = 400 if form.errors else 200
    return render(request, "newsletter/cms/import.html", {"form": form, "recent": recent}, status=status)


def _stored(name: str, content: bytes, dry_run: bool) -> SubscriberImport:
    """With our own headings it begins at once; of any other file the columns are chosen first."""
    headings = read_table(content, known=None, required=()).columns
    if set(headings) == set(COLUMNS):
        return import_runs.start(name=name, content=content, dry_run=dry_run)
    return import_runs.hold(name=name, content=content)


@permission_required("newsletter.publish_newsletter")
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """`/office/newsletter/import/<id>/columns/`: which column is what, with a preview of the first rows."""
    job = get_object_or_404(SubscriberImport, pk=pk)
    if job.state != SubscriberImport.CHOOSING:
        return redirect("newsletter-import-progress", pk=pk)
    content = bytes(job.content)
    headings = read_table(content, known=None, required=()).columns
    form = ColumnsForm(request.POST or None, headings=headings)
    if form.is_valid() and request.POST.get("do") == "import":
        import_runs.begin(job=job, columns=form.chosen(), dry_run=form.cleaned_data["dry_run"])
        return redirect("newsletter-import-progress", pk=pk)
    context = {"job": job, "form": form, "preview": preview_of(content, form)}
    status = 422 if form.errors else 200
    return render(request, "newsletter/cms/import_columns.html", context, status=status)


@permission_required("newsletter.publish_newsletter")
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """`/office/newsletter/import/<id>/`: the progress of an import; a POST continues a stopped one."""
    job = get_object_or_404(SubscriberImport.objects.defer("content"), pk=pk)
    if job.state == SubscriberImport.CHOOSING:
        return redirect("newsletter-import-columns", pk=pk)
    if request.method == "POST":
        import_runs.go_on(pk)
        return redirect("newsletter-import-progress", pk=pk)
    context = {
        "job": job,
        "faults": job.faults[:SHOWN],
        "form": ImportForm(initial={"dry_run": not job.dry_run}),
    }
    return render(request, "newsletter/cms/imported.html", context)


@permission_required("newsletter.publish_newsletter")
def faults(request: HttpRequest, pk: int) -> HttpResponseBase:
    """`/office/newsletter/import/<id>/faults/`: the rows that weren't imported, and why."""
    job = get_object_or_404(SubscriberImport.objects.defer("content"), pk=pk)
    return csv_stream(filename="rows-with-faults.csv", rows=[["row", "what is wrong"], *job.faults])
