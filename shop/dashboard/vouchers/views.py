"""Oscar's voucher views, where ours differ."""

from django.http import HttpRequest, HttpResponse
from oscar.apps.dashboard.vouchers import views

from shop.spreadsheets.writer import csv_response


class VoucherSetDownloadView(views.VoucherSetDownloadView):
    """The codes of a voucher set as CSV."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        found = self.get_object()
        codes = found.vouchers.values_list("code", flat=True)
        return csv_response(filename=f"{found.name}.csv", rows=[["Code"], *([code] for code in codes)])
