"""Figures, import and export in the CMS."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from guides.newsletter import figures
from guides.newsletter.exporting import export_rows, suppressed_rows
from guides.newsletter.importing import import_subscribers
from shop.csv_reader import UnreadableFile
from shop.csv_writer import csv_stream

MOST_BYTES = 10 * 1024 * 1024


class ImportForm(forms.Form):
    """A file and whether to try it first."""

    file = forms.FileField(label="CSV file")
    dry_run = forms.BooleanField(label="Only check it", required=False, initial=True)

    def clean_file(self) -> object:
        if self.cleaned_data["file"].size > MOST_BYTES:
            raise forms.ValidationError("At most 10 MB at a time.")
        return self.cleaned_data["file"]


@permission_required("newsletter.publish_newsletter")
def overview(request: HttpRequest) -> HttpResponse:
    """`/cms/newsletter/figures/`: counts, growth, import."""
    days = figures.by_day()
    context = {
        "sources": figures.by_source(),
        "purposes": figures.by_purpose(),
        "suppressed": figures.suppressed(),
        "days": days,
        "joined": sum(day.joined for day in days),
        "left": sum(day.left for day in days),
        "most": figures.most_on_a_day(days),
        "bars": figures.bars(days),
        "form": ImportForm(),
    }
    return render(request, "newsletter/cms/figures.html", context)


@permission_required("newsletter.publish_newsletter")
@require_POST
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a file and show what became of each of its rows."""
    form = ImportForm(request.POST, request.FILES)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        try:
            content = form.cleaned_data["file"].read()
            context["outcome"] = import_subscribers(content, dry_run=form.cleaned_data["dry_run"])
        except UnreadableFile as error:
            form.add_error("file", str(error))
    return render(request, "newsletter/cms/imported.html", context, status=400 if form.errors else 200)


@permission_required("newsletter.publish_newsletter")
def export(request: HttpRequest) -> HttpResponseBase:
    """`/cms/newsletter/export/`: who may be written to today, and why; streamed for its length."""
    return csv_stream(filename="may-be-written-to.csv", rows=export_rows())


@permission_required("newsletter.publish_newsletter")
def export_never(request: HttpRequest) -> HttpResponseBase:
    """`/cms/newsletter/export/never/`: codes of those who are never written to."""
    return csv_stream(filename="never-written-to.csv", rows=suppressed_rows())
