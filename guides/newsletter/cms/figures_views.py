"""The CMS pages of the statistics and the exports."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from guides.newsletter.cms import figures, growth
from guides.newsletter.cms.exporting import export_rows, suppressed_rows
from guides.newsletter.cms.import_views import ImportForm
from guides.newsletter.cms.letter_numbers import together
from shop.spreadsheets.writer import csv_stream


@permission_required("newsletter.publish_newsletter")
def overview(request: HttpRequest) -> HttpResponse:
    """`/office/newsletter/figures/`: statistics, and the form that imports subscribers."""
    days, months = figures.by_day(), growth.by_month()
    letters = figures.latest_letters()
    context = {
        "months": months,
        "month_bars": growth.bars(months),
        "most_people": max(month.people for month in months),
        "letters": letters,
        "all_letters": together(numbers for _, numbers in letters),
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
def export(request: HttpRequest) -> HttpResponseBase:
    """`/office/newsletter/export/`: who may be emailed today, and why; streamed, as it may be long."""
    return csv_stream(filename="may-be-written-to.csv", rows=export_rows())


@permission_required("newsletter.publish_newsletter")
def export_never(request: HttpRequest) -> HttpResponseBase:
    """`/office/newsletter/export/never/`: hashes of the suppressed addresses."""
    return csv_stream(filename="never-written-to.csv", rows=suppressed_rows())
