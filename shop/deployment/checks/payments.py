"""Payments are taken, with keys of real money."""

from collections.abc import Iterator

from django.conf import settings

from shop.deployment.findings import Finding, ok, unknown, wrong


def check() -> Iterator[Finding]:
    """What the settings say; wrong mixes of keys have stopped the start already."""
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
    yield unknown(
        f"Whether Stripe reaches {settings.SHOP_URL}/webhooks/stripe/",
        "In Stripe’s dashboard, Developers → Webhooks, send a test event: the answer must be 200",
    )
