"""Addresses that Stripe sends events to, as they are set up there."""

from typing import Any

import stripe
from stripe.v2.core import EventDestination

from shop.payment.gateway import calls
from shop.payment.gateway.objects import WebhookEndpoint


def list_endpoints() -> list[WebhookEndpoint]:
    """Every address for snapshot or thin events. Raises OutcomeUnknown where the key may not read them."""
    client = calls.client()
    thin: dict[str, Any] = {"include": ["webhook_endpoint.url"]}
    snapshot = calls.call(calls.every, client.v1.webhook_endpoints.list, {})
    destinations = calls.call(calls.every, client.v2.core.event_destinations.list, thin)
    return [_endpoint(raw, raw.url) for raw in snapshot] + [
        _endpoint(raw, raw.webhook_endpoint.url or "")
        for raw in destinations
        if getattr(raw, "webhook_endpoint", None)
    ]


def _endpoint(raw: stripe.WebhookEndpoint | EventDestination, url: str) -> WebhookEndpoint:
    """Names of thin events begin with v1."""
    events = frozenset(name.removeprefix("v1.") for name in raw.enabled_events)
    return WebhookEndpoint(url, raw.status == "enabled", events)
