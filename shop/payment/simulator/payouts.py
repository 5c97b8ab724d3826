"""Simulated payouts: the whole balance is sent to the bank, and each movement names its payout."""

import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from shop.payment.simulator import store
from shop.payment.simulator.models import SimulatedObject

ON_ITS_WAY = timedelta(days=2)


@transaction.atomic
def pay_out(*, automatic: bool = True) -> dict[str, Any]:
    """What Stripe does every day: pay out all that no payout has yet. It may come to less than nothing."""
    rows = [row for row in _movements() if "payout" not in row.data]
    payout_id = "po_" + secrets.token_hex(12)
    for row in rows:
        store.change(row, payout=payout_id)
    amount = sum(row.data["net"] for row in rows)
    _book(payout_id, amount)
    arrival = int((timezone.now() + ON_ITS_WAY).timestamp())
    data = {"id": payout_id, "amount": amount, "currency": "gbp", "status": "in_transit"}
    return store.make("payout", data | {"automatic": automatic, "arrival_date": arrival})


def _movements() -> list[SimulatedObject]:
    rows = SimulatedObject.objects.select_for_update().filter(kind="balance_transaction")
    return list(rows.order_by("created_at", "pk"))


def _book(payout_id: str, amount: int) -> None:
    data = {"id": "txn_" + secrets.token_hex(12), "type": "payout", "source": payout_id, "payout": payout_id}
    store.make("balance_transaction", data | {"currency": "gbp", "amount": -amount, "fee": 0, "net": -amount})


def arrive(payout_id: str, status: str = "paid") -> dict[str, Any]:
    """The bank has it, or sent it back (`failed`)."""
    with transaction.atomic():
        return store.change(store.locked(payout_id), status=status)


def listed(*, params: dict[str, str]) -> dict[str, Any]:
    """`GET /v1/payouts`"""
    return store.page("payout", params, "status")
