"""Oscar's screens for codes, where ours differ."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from oscar.apps.dashboard.vouchers import views

from shop.spreadsheets.writer import csv_response


class VoucherSetDownloadView(views.VoucherSetDownloadView):
    """Called for the codes of a set as a file."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """One code a line under its heading."""
        found = self.get_object()
        codes = found.vouchers.values_list("code", flat=True)
        return csv_response(filename=f"{found.name}.csv", rows=[["Code"], *([code] for code in codes)])
