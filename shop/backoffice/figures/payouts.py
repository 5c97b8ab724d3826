"""`/office/figures/payouts/`: what Stripe sent to the bank, its fees, and the orders behind each payout."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from shop.backoffice.figures.period import asked_period
from shop.documents.wording import money
from shop.london import iso, london
from shop.money import from_pence
from shop.payment.payout_rows import FEES, Payout, PayoutEntry, net_of
from shop.spreadsheets.writer import csv_response

HEAD = ("Payout", "Arrives", "Movement", "Kind", "Order", "Booked", "Amount", "Fee", "Net")


@require_GET
def payouts(request: HttpRequest) -> HttpResponse:
    """Those that arrive in a period, at first the calendar quarter of today; `?as=csv` has their entries."""
    form = asked_period(request)
    context: dict[str, Any] = {"form": form, "are_simulated": settings.PAYMENTS == "simulated"}
    if form.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        found = Payout.objects.filter(arrives_on__range=(first, last))
        if request.GET.get("as") == "csv":
            return csv_response(filename=f"payouts-{iso(first)}-{iso(last)}.csv", rows=_file(found))
        context |= _list(found) | {"file_url": f"?first={iso(first)}&last={iso(last)}&as=csv"}
    return render(request, "backoffice/figures/payouts.html", context, status=422 if form.errors else 200)


def _list(found: QuerySet[Payout]) -> dict[str, Any]:
    rows = list(found.with_sums())  # type: ignore[attr-defined]
    arrived = [row for row in rows if row.status not in ("failed", "canceled")]
    return {
        "payouts": rows,
        "facts": {
            "Payouts": len(rows),
            "To the bank": money(sum(row.amount_minor for row in arrived)),
            "Fees of Stripe": money(sum(row.fees for row in rows)),
            "Entries of no order": sum(row.strange for row in rows),
        },
    }


@require_GET
def payout(request: HttpRequest, payout_id: str) -> HttpResponse:
    """One with its entries, those of no order first."""
    found = get_object_or_404(Payout.objects.with_sums(), payout_id=payout_id)
    entries = list(found.entries.select_related("attempt__order"))
    rest = found.amount_minor - net_of(found.entries.all())
    context = {
        "payout": found,
        "entries": sorted(entries, key=lambda row: (not _is_strange(row), row.created_at)),
        "difference": money(rest) if rest and found.entries_read else "",
        "facts": {
            "To the bank": money(found.amount_minor),
            "Payments": money(found.payments),
            "Given back": money(found.back),
            "Fees": money(found.fees),
            "Arrives": london(found.arrives_on),
            "State": found.status_words,
        },
    }
    return render(request, "backoffice/figures/payout.html", context)


def _is_strange(row: PayoutEntry) -> bool:
    return row.attempt_id is None and row.kind not in FEES


def _file(found: QuerySet[Payout]) -> Iterator[tuple[object, ...]]:
    yield HEAD
    entries = PayoutEntry.objects.filter(payout__in=found.order_by()).select_related(
        "payout", "attempt__order"
    )
    for row in entries.order_by("payout__arrives_on", "payout", "created_at", "pk"):
        order = row.attempt.order.number if row.attempt else ""
        amounts = (from_pence(pence) for pence in (row.amount_minor, row.fee_minor, row.net_minor))
        yield (
            *(row.payout.payout_id, row.payout.arrives_on, row.entry_id, row.kind, order, row.created_at),
            *amounts,
        )
