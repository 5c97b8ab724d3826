"""Services that state from which day sales have VAT, and at which rate.

Invoices are never edited, so no statement may reach back over one that it would have made different. While a
statement is checked, nobody can issue an invoice.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from shop.documents.closing import last_closed
from shop.documents.models import Document, Invoice
from shop.documents.numbers import lock_series
from shop.documents.wording import INVOICE
from shop.integrity.versions import ChangedMeanwhile, add_version
from shop.london import london, start_of
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
    _refuse_issued(since, [row for row in _issued(since) if _registered(row) != registered])
    return _add(VatRegistration(since=since, registered=registered, by_id=by_id), seen)


@transaction.atomic
def state_rate(*, tax_code: str, since: date, rate: Decimal, by_id: int, seen: int) -> VatRate:
    """From a day on a rate is another one. Raises CannotState."""
    lock_series(INVOICE, is_simulated=False)
    _refuse_closed(since)
    sold = _issued(since).filter(order__lines__tax_code=tax_code, snapshot__shows_vat=True).distinct()
    _refuse_issued(since, [row for row in sold if _rate(row, tax_code) not in (rate, 0)])
    return _add(VatRate(tax_code=tax_code, since=since, rate=rate, by_id=by_id), seen)


def _issued(since: date) -> QuerySet[Document]:
    rows = Invoice.objects.filter(order__date_placed__gte=start_of(since), is_simulated=False)
    return rows.select_related("order").order_by("order__date_placed", "pk")


def _sold_on(invoice: Document) -> date:
    return timezone.localdate(invoice.order.date_placed)


def _registered(invoice: Document) -> bool:
    return stored_registered_on(_sold_on(invoice))


def _rate(invoice: Document, tax_code: str) -> Decimal:
    return rate_on(tax_code, _sold_on(invoice), zero_rated=invoice.order.is_export)


def _refuse_closed(since: date) -> None:
    closed = last_closed()
    if closed and since <= closed.last:
        raise CannotState(
            f"The VAT period up to {london(closed.last)} is closed. Choose a day after it, "
            "and ask your accountant about the days before."
        )


def _refuse_issued(since: date, invoices: list[Document]) -> None:
    if not invoices:
        return
    first, last = invoices[0], invoices[-1]
    numbers = first.number if first == last else f"{first.number} to {last.number}"
    count = f"{len(invoices)} invoice{'s were' if len(invoices) > 1 else ' was'}"
    raise CannotState(
        f"{count} issued for sales since {london(since)} ({numbers}), and can’t be changed any more. "
        f"The earliest day is {london(_sold_on(last) + DAY)}."
    )


def _add[Row: FromADay](row: Row, seen: int) -> Row:
    try:
        return add_version(row, seen=seen)
    except ChangedMeanwhile as faster:
        raise StatedMeanwhile from faster
