"""The simulated balance: what charges, refunds and disputes do to it, and what Stripe keeps."""

import secrets
from typing import Any

from shop.payment.simulator import store

DISPUTE_FEE = 2000


def card_fee(amount: int) -> int:
    """1.5 % and 20p, as for most cards of the UK."""
    return round(amount * 0.015) + 20


def enter(kind: str, source: str, amount: int, fee: int = 0) -> None:
    """Book one movement."""
    data = {"id": "txn_" + secrets.token_hex(12), "type": kind, "source": source, "currency": "gbp"}
    store.make("balance_transaction", data | {"amount": amount, "fee": fee, "net": amount - fee})


def listed(*, params: dict[str, str]) -> dict[str, Any]:
    """`GET /v1/balance_transactions`"""
    return store.page("balance_transaction", params, "source", "payout")
