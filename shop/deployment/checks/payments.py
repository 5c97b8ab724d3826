"""Checks that payments are taken, with keys of real money, and that Stripe tells the shop of them."""

from collections.abc import Iterator

from django.conf import settings

from shop.deployment.findings import Finding, ok, unknown, wrong
from shop.payment.services import EndpointState, PaymentsUnavailable, look_at_endpoint

TRY_IT = "In Stripe’s dashboard, Developers → Webhooks, send a test event: the answer must be 200"


def check() -> Iterator[Finding]:
    """What the settings and Stripe say; wrong mixes of keys have stopped the start already."""
    if settings.PAYMENTS != "stripe":
        yield wrong(
            f"PAYMENTS is {settings.PAYMENTS}: nobody can buy",
            "Set PAYMENTS=stripe with its keys (docs/money.md)",
        )
        return
    if settings.STRIPE_LIVEMODE:
        yield ok("Stripe’s live keys are set")
    else:
        yield wrong("Stripe’s keys are for tests: no money is taken", "Put in the live ones before you open")
    url = f"{settings.SHOP_URL}/webhooks/stripe/"
    yield _webhook(url)
    yield unknown(f"Whether Stripe reaches {url}", TRY_IT)


def _webhook(url: str) -> Finding:
    try:
        state = look_at_endpoint(url=url)
    except PaymentsUnavailable as error:
        return unknown(
            f"Whether events are sent to {url}. {error}",
            "Let the restricted key read Webhook endpoints and Event destinations, or look there yourself",
        )
    return _judged(url, state)


def _judged(url: str, state: EndpointState) -> Finding:
    if not state.exists:
        return wrong(f"Stripe sends no events to {url}", "Add the webhook endpoint (docs/money.md)")
    if not state.is_enabled:
        return wrong(f"The webhook endpoint {url} is switched off", "Enable it in Stripe’s dashboard")
    if state.missing:
        names = ", ".join(f"{kind}*" if kind.endswith(".") else kind for kind in state.missing)
        return wrong(f"Stripe sends no events of these kinds: {names}", "Add them to the webhook endpoint")
    return ok(f"Stripe sends events to {url}")
