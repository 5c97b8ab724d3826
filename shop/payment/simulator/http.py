"""Stripe at the SDK's own HTTP seam: real stripe-python code runs, and nothing leaves the machine."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import stripe
from django.db import IntegrityError, transaction

from shop.payment.simulator import balance, disputes, faults, intents, payouts, refunds
from shop.payment.simulator.errors import SimulatedError
from shop.payment.simulator.models import SimulatedKey

Handler = Callable[[str, str, dict[str, str]], tuple[int, Any]]
Answer = tuple[str, int, Mapping[str, str]]

ROUTES = [
    ("post", re.compile(r"/v1/payment_intents"), intents.create),
    ("get", re.compile(r"/v1/payment_intents/(pi_\w+)"), intents.retrieve),
    ("post", re.compile(r"/v1/payment_intents/(pi_\w+)/cancel"), intents.cancel),
    ("post", re.compile(r"/v1/refunds"), refunds.create),
    ("get", re.compile(r"/v1/refunds"), refunds.listed),
    ("get", re.compile(r"/v1/refunds/(re_\w+)"), refunds.retrieve),
    ("get", re.compile(r"/v1/disputes/(du_\w+)"), disputes.retrieve),
    ("get", re.compile(r"/v1/disputes"), disputes.listed),
    ("get", re.compile(r"/v1/payment_intents"), intents.listed),
    ("get", re.compile(r"/v1/balance_transactions"), balance.listed),
    ("get", re.compile(r"/v1/payouts"), payouts.listed),
    ("get", re.compile(r"/v1/radar/early_fraud_warnings/(issfr_\w+)"), disputes.retrieve),
    ("get", re.compile(r"/v1/reviews/(prv_\w+)"), disputes.retrieve),
]


class SimulatedStripe(stripe.HTTPClient):
    """Answers the SDK from the database, with Stripe's idempotency: a repeated key gets the first answer."""

    name = "simulated"

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: str | None = None,
        **_: object,
    ) -> Answer:
        """Called by the SDK for every request."""
        address = urlsplit(url)
        params, path = dict(parse_qsl(post_data or address.query)), address.path
        key = (headers or {}).get("Idempotency-Key", "")

        def carry_out(do: Handler = self._do) -> tuple[int, Any]:
            if key and method == "post":
                return self._once(key, method, path, params, do)
            return do(method, path, params)

        status, body = faults.suffer(path, carry_out)
        return json.dumps(body), status, {"Request-Id": "req_simulated"}

    def close(self) -> None:
        """Nothing is held open."""

    def _once(self, key: str, method: str, path: str, params: dict[str, str], do: Handler) -> tuple[int, Any]:
        fingerprint = hashlib.sha256(json.dumps([path, params], sort_keys=True).encode()).hexdigest()
        try:
            with transaction.atomic():
                status, body = do(method, path, params)
                # A second caller waits here for the first; its own work is then undone with the key.
                kept = SimulatedKey.objects.create(key=key, fingerprint=fingerprint, status=status, body=body)
        except IntegrityError:
            kept = SimulatedKey.objects.get(key=key)
        if kept.fingerprint != fingerprint:
            return 400, _error("idempotency_error", "idempotency_key_reused")
        return kept.status, kept.body

    def _do(self, method: str, path: str, params: dict[str, str]) -> tuple[int, Any]:
        for verb, pattern, handler in ROUTES:
            if verb == method and (match := pattern.fullmatch(path)):
                try:
                    return 200, handler(*match.groups(), params=params)  # type: ignore[operator]
                except SimulatedError as error:
                    return error.status, _error("invalid_request_error", error.code)
        return 404, _error("invalid_request_error", "resource_missing")


def _error(kind: str, code: str) -> dict[str, Any]:
    return {"error": {"type": kind, "code": code, "message": f"Simulated: {code}"}}
