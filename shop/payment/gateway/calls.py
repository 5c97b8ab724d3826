"""Calls to Stripe: the SDK's client, time-outs, and what an error says of what happened."""

from collections.abc import Callable
from functools import cache
from typing import Any

import stripe
from django.conf import settings

from shop.payment import call_limits
from shop.payment.provider import Busy, GatewayError, NotFound, OutcomeUnknown, Refused, ServerFailed

TIMEOUT = 12
# A refused request, a refused card, an unknown object. Any other status says nothing of what happened:
# 409 means that the same key is still at work, 401 and 403 that our own key is wrong.
DEFINITE = {400, 402, 404}


def can_ask() -> bool:
    """Whether there is a Stripe to ask: PAYMENTS=off takes no more money, what is under way still ends."""
    return settings.PAYMENTS != "off" or bool(settings.STRIPE_SECRET_KEY)


@cache
def client() -> stripe.StripeClient:
    """The SDK's client; in the simulated mode its HTTP layer is ours and nothing leaves the machine."""
    if settings.PAYMENTS == "simulated":
        from shop.payment.simulator.http import SimulatedStripe

        return stripe.StripeClient("sk_test_simulated", http_client=SimulatedStripe(), max_network_retries=0)
    http = OneWaitClient(timeout=TIMEOUT)
    return stripe.StripeClient(settings.STRIPE_SECRET_KEY, http_client=http, max_network_retries=1)


class OneWaitClient(stripe.RequestsClient):
    """The SDK's HTTP client, except that a request waits for no second time-out: people can try again."""

    def _should_retry(self, response: Any, *args: Any, **kwargs: Any) -> bool:
        """Called by the SDK; `response` is None when there was none."""
        if response is None and call_limits.in_request():
            return False
        return bool(super()._should_retry(response, *args, **kwargs))


def call(method: Callable[..., Any], *args: object, **kwargs: object) -> Any:
    """Ask Stripe. Raises Busy where it wasn't asked, else one of `shop.payment.provider`'s errors."""
    try:
        with call_limits.turn():
            answer = _ask(method, *args, **kwargs)
    except call_limits.NotAsked:
        raise Busy("not_asked") from None
    return answer


def _ask(method: Callable[..., Any], *args: object, **kwargs: object) -> Any:
    try:
        answer = method(*args, **kwargs)
    except stripe.APIConnectionError as error:
        call_limits.breaker.note(answered=False)
        raise OutcomeUnknown(error.code or type(error).__name__) from None
    except (stripe.RateLimitError, stripe.IdempotencyError) as error:
        raise OutcomeUnknown(error.code or type(error).__name__) from None
    except stripe.StripeError as error:
        call_limits.breaker.note(answered=True)
        raise _kind(error.http_status or 0)(error.code or type(error).__name__) from None
    call_limits.breaker.note(answered=True)
    return answer


def _kind(status: int) -> type[GatewayError]:
    if status == 404:
        return NotFound
    if status in DEFINITE:
        return Refused
    return ServerFailed if status >= 500 else OutcomeUnknown


def every(method: Any, of: dict[str, Any]) -> list[Any]:
    """Every page of a list: the later ones are asked for while it is read, so errors come from here, too."""
    params: dict[str, Any] = {"limit": 100, **of}
    if since := params.pop("since", None):
        params["created"] = {"gte": int(since.timestamp())}
    return list(method(params).auto_paging_iter())


def id_of(found: object) -> str:
    """Stripe gives an object or only its id, as it was asked."""
    return found if isinstance(found, str) else getattr(found, "id", "") or ""


def first_of(found: object, *names: str) -> str:
    """The first of these attributes that isn't empty."""
    return next((value for name in names if (value := getattr(found, name, None))), "")
