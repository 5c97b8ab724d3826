"""`/office/reports/guide-sales/`: sales by guide and series."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from guides.editorial.analytics.sales import report
from shop.reports.attributed_sales import shows_examples

PERIODS = (30, 90, 365)


def sales(request: HttpRequest) -> HttpResponse:
    """Figures for the last 30, 90 or 365 days."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(period) for period in PERIODS} else PERIODS[0]
    context = {
        "groups": report(days=days, today=timezone.localdate()),
        "days": days,
        "periods": PERIODS,
        "are_examples": shows_examples(),
        "edits": request.user.has_perm("office.write_content"),
    }
    return render(request, "desk/sales.html", context)
