"""Fetches payouts and what they are made of from Stripe, and finds the payments behind each entry."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from shop.payment import gateway
from shop.payment.models import PaymentAttempt
from shop.payment.payout_rows import Payout, PayoutEntry
from shop.payment.services.attempts import PaymentsUnavailable
from shop.payment.services.balance_entries import attempts_of, record_entries

ITSELF = "payout"  # Stripe lists the payout among its own movements


def fetch_payouts(*, days: int) -> int:
    """Store the payouts of so many days; returns how many were new. Raises PaymentsUnavailable.

    May run twice at once: each row is stored once, by Stripe's id, and a status only goes forward.
    """
    if not gateway.can_ask():
        raise PaymentsUnavailable("PAYMENTS is off: there is nothing to fetch.")
    try:
        found = gateway.list_payouts(since=timezone.now() - timedelta(days=days))
        new = sum(record_payout(payout, _entries(payout)) for payout in reversed(found))
    except gateway.GatewayError as error:
        raise PaymentsUnavailable(f"Stripe didn’t answer: {error.code}") from error
    _match_later()
    return new


def _entries(payout: gateway.Payout) -> list[gateway.BalanceEntry] | None:
    """What it is made of; None where that is stored, or Stripe doesn't say."""
    if not payout.is_automatic or Payout.objects.filter(payout_id=payout.id, entries_read=True).exists():
        return None
    return [entry for entry in gateway.list_entries(payout=payout.id) if entry.kind != ITSELF]


@transaction.atomic
def record_payout(found: gateway.Payout, entries: Sequence[gateway.BalanceEntry] | None) -> bool:
    """Store one, or what changed of it; whether it was new."""
    payout, is_new = Payout.objects.get_or_create(
        payout_id=found.id,
        defaults={
            "amount_minor": found.amount,
            "status": found.status,
            "arrives_on": found.arrives_on,
            "created_at": found.created,
            "names_payments": found.is_automatic,
        },
    )
    Payout.objects.filter(pk=payout.pk).advance(found.status)
    if entries is not None:
        _store(payout, entries)
    return is_new


def _store(payout: Payout, entries: Sequence[gateway.BalanceEntry]) -> None:
    record_entries(entries)
    attempts = attempts_of([entry.source_id for entry in entries])
    PayoutEntry.objects.bulk_create(
        [_row(payout, entry, attempts.get(entry.source_id)) for entry in entries], ignore_conflicts=True
    )
    Payout.objects.filter(pk=payout.pk).update(entries_read=True)


def _row(payout: Payout, entry: gateway.BalanceEntry, attempt: PaymentAttempt | None) -> PayoutEntry:
    return PayoutEntry(
        payout=payout,
        attempt=attempt,
        entry_id=entry.id,
        source_id=entry.source_id,
        kind=entry.kind[:40],
        amount_minor=entry.amount,
        fee_minor=entry.fee,
        created_at=entry.created,
    )


def _match_later() -> None:
    """A refund made at Stripe may be known here only after its payout."""
    rows = list(PayoutEntry.objects.filter(attempt=None).exclude(source_id=""))
    attempts = attempts_of([row.source_id for row in rows])
    for row in rows:
        if attempt := attempts.get(row.source_id):
            PayoutEntry.objects.filter(pk=row.pk, attempt=None).update(attempt=attempt)
