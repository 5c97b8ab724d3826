"""Wagtail's exports, written by the shop's own CSV writer.

Each listing and report of Wagtail, and of packages that extend it, takes its export from one mixin. Its
CSV lets formulas through and has no byte order mark; its times are in UTC.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpResponseBase
from django.utils.timezone import is_aware, localtime
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from shop.spreadsheets.writer import csv_stream


def csv_of(self: Any, queryset: Any) -> HttpResponseBase:
    """Replaces `write_csv_response`: the same headings and values, written by our writer."""
    return csv_stream(filename=f"{self.get_filename()}.csv", rows=_rows(self, queryset))


def _rows(view: Any, queryset: Any) -> Iterator[list[object]]:
    yield [view.get_heading(queryset, field) for field in view.list_export]
    for item in queryset:
        yield [_value(view, field, value) for field, value in view.to_row_dict(item).items()]


def _value(view: Any, field: str, value: object) -> object:
    """Leave times to our writer: Wagtail would convert them to text in UTC."""
    if isinstance(value, datetime):
        return value
    return view.preprocess_field_value(field, value, view.FORMAT_CSV)


def in_london(value: datetime) -> datetime:
    """A London time without time zone, as cells of a workbook need it."""
    return localtime(value).replace(tzinfo=None) if is_aware(value) else value


def take_over() -> None:
    """Replace Wagtail's CSV writer; called once at start-up."""
    SpreadsheetExportMixin.write_csv_response = csv_of
    SpreadsheetExportMixin.custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        datetime: {SpreadsheetExportMixin.FORMAT_XLSX: in_london},
    }
