"""Events that Stripe sends to the webhook."""

import json
from collections.abc import Mapping
from typing import Any

import stripe
from django.conf import settings

from shop.payment.gateway.objects import EventNotice

LARGEST_BODY = 1_000_000


class BadSignature(ValueError):
    """The event wasn't signed with any of our secrets, or isn't an event."""


def read_event(body: bytes, signature: str) -> EventNotice:
    """Verify an event against each of our secrets and read its name; raises BadSignature.

    Takes both of Stripe's shapes: snapshot events hold the object, thin ones only point at it.
    """
    if not any(_is_signed(body, signature, secret) for secret in settings.STRIPE_WEBHOOK_SECRETS):
        raise BadSignature
    try:
        return _notice(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadSignature from error


def _notice(event: Mapping[str, Any]) -> EventNotice:
    about = event.get("related_object") or event.get("data", {}).get("object") or {}
    event_id, kind = event.get("snapshot_event") or event["id"], event["type"]
    if not isinstance(event_id, str) or not isinstance(kind, str):
        raise TypeError("An event is named by words")
    return EventNotice(
        id=event_id[:80],
        type=kind.removeprefix("v1.")[:80],
        object_id=str(about.get("id") or "")[:80],
    )


def _is_signed(body: bytes, signature: str, secret: str) -> bool:
    try:
        stripe.WebhookSignature.verify_header(body, signature, secret, 300)
    except (stripe.SignatureVerificationError, TypeError, ValueError):  # the SDK chokes on other alphabets
        return False
    return True
