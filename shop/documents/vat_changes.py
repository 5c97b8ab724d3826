"""Services that state from which day sales have VAT, and at which rate.

Invoices are never edited, so no statement may reach back over one that it would have made different. While a
statement is checked, nobody can issue an invoice.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from shop.documents.closing import last_closed
from shop.documents.models import Document, Invoice
from shop.documents.numbers import lock_series
from shop.documents.wording import INVOICE
from shop.integrity.versions import ChangedMeanwhile, add_version
from shop.london import london
from shop.partner.vat import OUTSIDE
from shop.partner.vat_now import rate_on
from shop.trader.models import FromADay, VatRate, VatRegistration
from shop.trader.vat import stored_registered_on

DAY: Final = timedelta(days=1)


class CannotState(Exception):
    """The statement is refused; the message says why to staff."""


class StatedMeanwhile(CannotState):
    """Somebody else has made a statement since the page was made."""

    def __init__(self) -> None:
        super().__init__("A colleague has changed this meanwhile. Read theirs, then try yours again.")


@transaction.atomic
def state_registration(*, since: date, registered: bool, by_id: int, seen: int) -> VatRegistration:
    """From a day on sales have VAT, or none. `seen` is the `turn` of the statement that the page showed.

    Raises CannotState.
    """
    lock_series(INVOICE, is_simulated=False)
    _refuse_closed(since)
    _refuse_issued([row for row in _issued(since) if _registered(row) != registered], since)
    return _add(VatRegistration(since=since, registered=registered, by_id=by_id), seen)


@transaction.atomic
def state_rate(*, tax_code: str, since: date, rate: Decimal, by_id: int, seen: int) -> VatRate:
    """From a day on a rate is another one. Raises CannotState."""
    lock_series(INVOICE, is_simulated=False)
    _refuse_closed(since)
    sold = _with_rate(_issued(since), tax_code)
    _refuse_issued([row for row in sold if _rate(row, tax_code) not in (rate, 0)], since)
    return _add(VatRate(tax_code=tax_code, since=since, rate=rate, by_id=by_id), seen)


def simulated_otherwise(*, since: date, registered: bool) -> int:
    """How many simulated invoices say something else; they stay as they are, and count nowhere."""
    return sum(_registered(row) != registered for row in _issued(since, is_simulated=True))


def simulated_at_another_rate(*, since: date, tax_code: str, rate: Decimal) -> int:
    """The same for a rate."""
    sold = _with_rate(_issued(since, is_simulated=True), tax_code)
    return sum(_rate(row, tax_code) not in (rate, 0) for row in sold)


def _issued(since: date, *, is_simulated: bool = False) -> QuerySet[Document]:
    """What is outside the scope of VAT has none with any statement."""
    rows = Invoice.objects.filter(tax_point__gte=since, is_simulated=is_simulated)
    rows = rows.exclude(order__lines__tax_code=OUTSIDE)
    return rows.select_related("order").order_by("tax_point", "pk")


def _with_rate(invoices: QuerySet[Document], tax_code: str) -> QuerySet[Document]:
    return invoices.filter(order__lines__tax_code=tax_code, snapshot__shows_vat=True).distinct()


def _registered(invoice: Document) -> bool:
    return stored_registered_on(invoice.tax_point)


def _rate(invoice: Document, tax_code: str) -> Decimal:
    return rate_on(tax_code, invoice.tax_point, zero_rated=invoice.order.is_export)


def _refuse_closed(since: date) -> None:
    closed = last_closed()
    if closed and since <= closed.last:
        raise CannotState(
            f"The VAT period up to {london(closed.last)} is closed. Choose a day after it, "
            "and ask your accountant about the days before."
        )


def _refuse_issued(invoices: list[Document], since: date) -> None:
    if not invoices:
        return
    first, last = invoices[0], invoices[-1]
    numbers = first.number if first == last else f"{first.number} to {last.number}"
    count = f"{len(invoices)} invoice{'s were' if len(invoices) > 1 else ' was'}"
    raise CannotState(
        f"{count} issued for sales since {london(since)} ({numbers}), and can’t be changed any more. "
        f"The earliest day is {london(last.tax_point + DAY)}."
    )


def _add[Row: FromADay](row: Row, seen: int) -> Row:
    try:
        return add_version(row, seen=seen)
    except ChangedMeanwhile as faster:
        raise StatedMeanwhile from faster
