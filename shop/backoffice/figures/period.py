"""The days that a page of figures is about: the calendar quarter of today, until others are chosen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest
from django.utils import timezone

from shop.documents.vat_period import quarter_of
from shop.fields.names_missing import NamesMissing
from shop.london import iso
from shop.order.models import Order

DAYS: Final = ("first", "last")
DAY: Final = timedelta(days=1)
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
# A day at the end of the calendar has no day after it, on which a period could end.
IN_THIS_CENTURY: Final = (
    MinValueValidator(EARLIEST, "Choose a day from 1 January 2000 on."),
    MaxValueValidator(LATEST, "Choose a day before the year 2100."),
)


def day_field(label: str) -> forms.DateField:
    """A day that the browser lets choose."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, validators=IN_THIS_CENTURY)


class PeriodForm(NamesMissing, forms.Form):
    """The first and the last day."""

    first = day_field("From")
    last = day_field("To")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("last", "Choose a day that isn’t before the first one.")
        return cleaned

    @property
    def usual(self) -> list[tuple[str, str]]:
        """The periods that are asked for most, each with its address; all else stays as it was chosen."""
        kept = {name: self.data[name] for name in self.fields if name not in DAYS and self.data.get(name)}
        return [
            (label, f"?{urlencode({'first': iso(first), 'last': iso(last)} | kept)}")
            for label, first, last in _usual_periods(timezone.localdate())
        ]

    @property
    def query(self) -> str:
        """What was chosen, as the query of an address."""
        written = {name: _written(value) for name, value in self.cleaned_data.items()}
        return urlencode({name: value for name, value in written.items() if value})


def _usual_periods(today: date) -> Iterator[tuple[str, date, date]]:
    for label, day, period in (
        ("This month", today, month_of),
        ("Last month", month_of(today)[0] - DAY, month_of),
        ("This quarter", today, quarter_of),
        ("Last quarter", quarter_of(today)[0] - DAY, quarter_of),
    ):
        yield label, *period(day)


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of its month."""
    first = day.replace(day=1)
    return first, (first + 31 * DAY).replace(day=1) - DAY


def _written(value: object) -> str:
    if isinstance(value, date):
        return iso(value)
    return "on" if value is True else str(value or "")


class RealOrNotForm(PeriodForm):
    """With simulated orders instead of real ones, never both."""

    simulated = forms.BooleanField(label="Simulated orders instead", required=False)

    @property
    def simulated_url(self) -> str:
        """The same page with simulated orders, where there are any and real ones are shown; else empty."""
        if self.cleaned_data["simulated"] or not Order.objects.filter(simulated=True).exists():
            return ""
        return f"?{self.query}&simulated=on"


def asked_period(request: HttpRequest) -> PeriodForm:
    """The form as it was sent, or for this quarter."""
    return asked(request, PeriodForm)


def asked[Form: PeriodForm](request: HttpRequest, kind: type[Form]) -> Form:
    """The same for a form that asks for more than days."""
    first, last = quarter_of(timezone.localdate())
    return kind(request.GET if "first" in request.GET else {"first": first, "last": last})
