"""How Oscar's reports become files."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from oscar.apps.dashboard.reports import reports

from shop.spreadsheets.writer import CONTENT_TYPE, CsvWriter, as_download


class ReportCSVFormatter(reports.ReportCSVFormatter):
    """The base of each report's CSV formatter; Oscar's runs formulas and writes dates as sentences."""

    def get_csv_writer(self, file_handle: Any, **kwargs: Any) -> CsvWriter:
        """Called by each formatter's generate_csv."""
        return CsvWriter(file_handle)

    def format_datetime(self, dt: datetime | None) -> Any:
        """Called for a cell: the writer writes the time as spreadsheets read it."""
        return dt

    def format_date(self, d: date | None) -> Any:
        """Called for a cell, like format_datetime."""
        return d

    def generate_response(self, objects: Any, **kwargs: Any) -> HttpResponse:
        """Called by the reports page when “download” is ticked."""
        response = HttpResponse(content_type=CONTENT_TYPE)
        as_download(response, self.filename(**kwargs))
        self.generate_csv(response, objects)
        return response
