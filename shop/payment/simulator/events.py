"""Simulated events: signed as Stripe signs, posted to our own webhook by the task worker, with retries."""

import json
import logging
import secrets
import urllib.request
from datetime import timedelta

import stripe
from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from shop.payment.simulator import faults
from shop.payment.simulator.models import SimulatedObject

logger = logging.getLogger(__name__)
SECRET = "whsec_simulated"  # noqa: S105
EVENTS = "/events"  # where faults of delivery are asked for: `expect("twice", path=EVENTS)`
TRIES = 4


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
        transaction.on_commit(lambda: _queue(event_body(event_type, object_id)))


def _queue(body: str) -> None:
    """As Stripe does: mostly once and in order, now and then twice, or after the event that follows."""
    fault = faults.take(EVENTS)
    what = fault["what"] if fault else ""
    if what == "behind":
        SimulatedObject.objects.create(object_id=f"held_{secrets.token_hex(8)}", kind="held", data=body)
        return
    for _ in range(2 if what == "twice" else 1):
        deliver.enqueue(body)
    for held in SimulatedObject.objects.filter(kind="held"):
        held.delete()
        deliver.enqueue(held.data)


@task
def deliver(body: str, tries: int = 1) -> int:
    """Post one event; what isn't answered with 2xx is sent again a little later, a few times."""
    url = f"{settings.SHOP_URL}/webhooks/stripe/"
    signature = stripe.WebhookSignature.generate_signature_header(body, SECRET)
    headers = {"Stripe-Signature": signature, "Content-Type": "application/json"}
    request = urllib.request.Request(url, body.encode(), headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            return int(response.status)
    except OSError as problem:
        logger.warning("The simulated Stripe's event wasn't taken: %s", problem)
        if tries < TRIES:
            later = timezone.now() + timedelta(seconds=5**tries)
            deliver.using(run_after=later).enqueue(body, tries + 1)
        return int(getattr(problem, "code", 0))
