"""CSV files of Oscar's reports."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TextIO

from django.http import HttpResponse
from oscar.apps.dashboard.reports import reports

from shop.spreadsheets.writer import CONTENT_TYPE, CsvWriter, as_download


class ReportCSVFormatter(reports.ReportCSVFormatter):
    """Base class of the reports' CSV formatters. Oscar's leaves formulas in and writes dates as text."""

    def get_csv_writer(self, file_handle: TextIO, **kwargs: object) -> CsvWriter:
        """Called by each formatter's generate_csv."""
        return CsvWriter(file_handle)

    def format_datetime(self, dt: datetime | None) -> datetime | None:
        """Leave the format to CsvWriter."""
        return dt

    def format_date(self, d: date | None) -> date | None:
        """Leave the format to CsvWriter."""
        return d

    def generate_response(self, objects: Iterable[Any], **kwargs: object) -> HttpResponse:
        """The response for “download”."""
        response = HttpResponse(content_type=CONTENT_TYPE)
        as_download(response, self.filename(**kwargs))
        self.generate_csv(response, objects)
        return response
