"""Closing a VAT period, once its return has been sent: what is issued later counts in the next one.

HMRC lets small corrections go into the next return (VAT Notice 700/45, section 4), so a late refund or a
missing invoice never changes figures that were sent.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.documents.models import ClosedVatPeriod
from shop.documents.numbers import lock_series
from shop.documents.rules import Amounts
from shop.documents.vat_period import VatPeriod, vat_of
from shop.documents.wording import CREDIT_NOTE, INVOICE
from shop.london import london

DAY = timedelta(days=1)


class CannotClose(Exception):
    """The period can't be closed; the message says why to staff."""


class FiguresChanged(CannotClose):
    """A document was issued since the figures were shown."""


def last_closed() -> ClosedVatPeriod | None:
    """The latest closed period."""
    return ClosedVatPeriod.objects.order_by("-last").first()


def later_day(tax_point: date) -> date | None:
    """The first open day, where the period of this tax point is closed; else None.

    Whoever writes a document asks while holding the lock of its series, for which `close_period` waits.
    """
    closed = last_closed()
    return closed.last + DAY if closed and tax_point <= closed.last else None


def why_not(first: date, last: date) -> str:
    """Why these days can't be closed; empty if they can."""
    closed = last_closed()
    if closed and closed.last >= last:
        return "These days are closed already."
    if closed and first != closed.last + DAY:
        return f"The next period to close begins on {london(closed.last + DAY)}."
    if last >= timezone.localdate():
        return f"The period ends on {london(last)}. It can be closed from the day after."
    return ""


@transaction.atomic
def close_period(*, first: date, last: date, shown: Amounts, by: User) -> ClosedVatPeriod:
    """Close the days from `first` to `last`; `shown` are the sums that the person saw.

    Raises CannotClose, and FiguresChanged where the sums are others by now.
    """
    for kind in (CREDIT_NOTE, INVOICE):
        lock_series(kind, is_simulated=False)
    if problem := why_not(first, last):
        raise CannotClose(problem)
    period = vat_of(first, last)
    if period.total != shown:
        raise FiguresChanged("The figures have changed since this page was made. Look at them again.")
    return _store(period, by)


def _store(period: VatPeriod, by: User) -> ClosedVatPeriod:
    return ClosedVatPeriod.objects.create(
        first=period.first,
        last=period.last,
        vat_minor=period.total.vat,
        net_minor=period.total.net,
        documents=period.documents,
        figures=stored_figures(period),
        closed_by=by,
    )


def stored_figures(period: VatPeriod) -> dict[str, dict[str, list[int]]]:
    """Net, VAT and gross in pence by rate and kind of line."""
    return {
        rate: {kind: [part.net, part.vat, part.gross] for kind, part in kinds.items() if part != Amounts()}
        for rate, kinds in period.sums.items()
    }
