"""Payouts, and the entries of our balance at Stripe."""

from datetime import UTC, datetime

from shop.payment.gateway import calls
from shop.payment.gateway.objects import BalanceEntry, Payout


def list_payouts(**of: object) -> list[Payout]:
    """Every payout `since` a time, the newest first."""
    return [
        Payout(
            id=raw.id,
            status=raw.status,
            amount=raw.amount,
            arrives_on=datetime.fromtimestamp(raw.arrival_date, UTC).date(),  # midnight of the day in UTC
            created=datetime.fromtimestamp(raw.created, UTC),
            is_automatic=bool(raw.automatic),
        )
        for raw in calls.call(calls.every, calls.client().v1.payouts.list, of)
    ]


def list_entries(**of: object) -> list[BalanceEntry]:
    """Every movement of our balance from one `source`, in one `payout`, or `since` a time."""
    return [
        BalanceEntry(
            id=raw.id,
            kind=raw.type,
            amount=raw.amount,
            fee=raw.fee,
            source_id=calls.id_of(raw.source),
            created=datetime.fromtimestamp(raw.created, UTC),
        )
        for raw in calls.call(calls.every, calls.client().v1.balance_transactions.list, of)
    ]
