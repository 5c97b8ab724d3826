"""Asks Stripe whether its events are sent to this shop."""

from dataclasses import dataclass

from shop.payment import gateway
from shop.payment.services.attempts import PaymentsUnavailable

# How the names of the events begin that the webhook acts on. Each kind must be sent.
KINDS = (
    "payment_intent.",
    "refund.",
    "charge.refunded",
    "charge.dispute.",
    "radar.early_fraud_warning.",
    "review.",
)
EVERYTHING = "*"


@dataclass(frozen=True)
class EndpointState:
    """What Stripe says of the shop's webhook; `missing` are the kinds of events that it doesn't send."""

    exists: bool
    is_enabled: bool
    missing: tuple[str, ...]


def look_at_endpoint(*, url: str) -> EndpointState:
    """The state of the endpoint with that address. Raises PaymentsUnavailable without an answer."""
    try:
        found = [endpoint for endpoint in gateway.list_endpoints() if endpoint.url == url]
    except gateway.GatewayError as error:
        raise PaymentsUnavailable(f"Stripe didn’t answer: {error.code}") from error
    enabled = [endpoint for endpoint in found if endpoint.is_enabled]
    sent = {name for endpoint in enabled for name in endpoint.events}
    missing = tuple(kind for kind in KINDS if not _sends(sent, kind))
    return EndpointState(bool(found), bool(enabled), missing)


def _sends(events: set[str], kind: str) -> bool:
    return EVERYTHING in events or any(name.startswith(kind) for name in events)
