"""The VAT that refunds take out of an order: a lower price is less VAT (VAT Regulations 1995, reg. 38)."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from shop.money import from_pence, to_pence
from shop.order.models import Order
from shop.order.vat_summary import VatRow, vat_by_rate, vat_row
from shop.partner import vat
from shop.payment.amounts import share
from shop.payment.models import Refund


def vat_of_refund(refund: Refund) -> list[VatRow]:
    """Net, VAT and gross of one refund, a row for each rate it touches."""
    order = refund.attempt.order
    earlier = [row for row in _accepted(order) if row.pk != refund.pk and row.pk < refund.pk]
    before, after = _given(order, earlier), _given(order, [*earlier, refund])
    both = zip(before, after, strict=True)
    return [vat_row(new.rate, new.net - old.net, new.gross - old.gross) for old, new in both if new != old]


def vat_after_refunds(order: Order) -> list[VatRow]:
    """The order's VAT with all accepted refunds taken out, one row a rate; nothing without a refund."""
    refunds = list(_accepted(order))
    if not refunds:
        return []
    both = zip(_sold(order), _given(order, refunds), strict=True)
    return [vat_row(sold.rate, sold.net - gone.net, sold.gross - gone.gross) for sold, gone in both]


def _accepted(order: Order) -> QuerySet[Refund]:
    found = Refund.objects.filter(attempt__order=order, state__in=Refund.ACCEPTED)
    return found.prefetch_related("lines__line").order_by("pk")


def _sold(order: Order) -> list[vat.Split]:
    return [
        vat.Split(gross=row["gross"], net=row["net"], vat=row["vat"], rate=row["rate"])
        for row in vat_by_rate(order)
    ]


def _given(order: Order, refunds: Iterable[Refund]) -> list[vat.Split]:
    """What all these refunds together take out of each rate."""
    refunds = list(refunds)
    amount = sum((refund.pounds for refund in refunds), Decimal(0))
    return vat.split_refund(_sold(order), _named(refunds), amount)


def _named(refunds: list[Refund]) -> dict[Decimal, Decimal]:
    """The gross of the pieces that went back, by rate."""
    pieces: dict[Any, int] = defaultdict(int)
    for refund in refunds:
        for part in refund.lines.all():
            pieces[part.line] += part.quantity
    named: dict[Decimal, Decimal] = defaultdict(Decimal)
    for line, quantity in pieces.items():
        pence = share(to_pence(line.line_price_incl_tax), line.quantity, after=0, pieces=quantity)
        named[line.vat_rate.normalize()] += from_pence(pence)
    return named
