"""Stripe's events as they arrive at our address, signed."""

import json
from itertools import count
from typing import Any

import stripe
from django.test import Client

SECRET = "whsec_simulated"
_numbers = count(1)


def post(body: str | bytes, *, secret: str = SECRET, signature: str | None = None) -> Any:
    """Our webhook's answer."""
    text = body if isinstance(body, str) else body.decode("latin-1")
    if signature is None:
        signature = stripe.WebhookSignature.generate_signature_header(text, secret)
    headers = {"Stripe-Signature": signature}
    return Client().post("/webhooks/stripe/", body, content_type="application/json", headers=headers)


def tell(kind: str, object_id: str) -> int:
    """A new snapshot event about an object; the status it is answered with."""
    event = {
        "id": f"evt_t{next(_numbers)}",
        "object": "event",
        "type": kind,
        "data": {"object": {"id": object_id}},
    }
    return int(post(json.dumps(event)).status_code)
