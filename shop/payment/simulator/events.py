"""Simulated events: signed as Stripe signs, posted to our own webhook by the task worker."""

import json
import secrets
import urllib.request

import stripe
from django.conf import settings
from django.db import transaction
from django.tasks import task

SECRET = "whsec_simulated"  # noqa: S105


def event_body(event_type: str, object_id: str) -> str:
    """A snapshot event, as little of it as our webhook reads."""
    about = {"id": object_id, "object": event_type.partition(".")[0]}
    event = {
        "id": "evt_" + secrets.token_hex(12),
        "object": "event",
        "type": event_type,
        "data": {"object": about},
    }
    return json.dumps(event)


def announce(event_type: str, object_id: str) -> None:
    """Queue an event's delivery, once what it tells of is committed."""
    if settings.SIMULATOR_DELIVERS:
        transaction.on_commit(lambda: deliver.enqueue(event_body(event_type, object_id)))


@task
def deliver(body: str) -> int:
    """Post one event; a failure is the task's failure, and the sweep settles without it."""
    url = f"{settings.SHOP_URL}/webhooks/stripe/"
    signature = stripe.WebhookSignature.generate_signature_header(body, SECRET)
    headers = {"Stripe-Signature": signature, "Content-Type": "application/json"}
    request = urllib.request.Request(url, body.encode(), headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
        return int(response.status)
