"""Dates in the dashboard's forms: shown and read as people in Britain write them."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from django import forms
from django.urls import get_resolver
from django.utils import timezone

OURS = ("oscar.apps.dashboard", "shop.dashboard")


def _subclasses(base: type) -> Iterator[type]:
    for one in base.__subclasses__():
        yield one
        yield from _subclasses(one)


def date_fields() -> list[tuple[str, forms.Field]]:
    """Every date field of every form that the dashboard's addresses use."""
    assert get_resolver().url_patterns  # imports every view, and with them every form
    found = {form for form in _subclasses(forms.BaseForm) if form.__module__.startswith(OURS)}
    fields = [
        (f"{form.__name__}.{name}", field) for form in found for name, field in form.base_fields.items()
    ]
    return [
        (name, field) for name, field in fields if isinstance(field, forms.DateField | forms.DateTimeField)
    ]


def as_day(value: date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@pytest.mark.django_db
def test_every_field_reads_a_british_date() -> None:
    fields = date_fields()
    assert fields
    for name, field in fields:
        assert as_day(field.clean("31/12/2026")) == date(2026, 12, 31), name


@pytest.mark.django_db
def test_every_time_is_read_and_shown_in_london() -> None:
    moments = [(name, field) for name, field in date_fields() if isinstance(field, forms.DateTimeField)]
    assert moments
    for name, field in moments:
        moment = field.clean("01/07/2026 23:59")
        assert moment.isoformat() == "2026-07-01T23:59:00+01:00", name
        shown = field.widget.format_value(field.prepare_value(moment))
        assert shown in ("01/07/2026 23:59", "01/07/2026"), name
