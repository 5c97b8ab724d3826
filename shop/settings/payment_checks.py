"""Refuses, at the start of any process, a mix of payment settings that would lose money or take none.

A web server runs no system checks, so a wrong mix must already fail when the settings load.
"""

from django.core.exceptions import ImproperlyConfigured

# Each answers within the half hour for which an unpaid order is reserved; bank debits take days.
METHODS = {"card", "link", "paypal", "klarna"}
PAGES = {"product", "basket", "checkout"}
MODES = {"stripe", "simulated", "off"}
SECRET_PREFIXES = {"sk_live_": True, "rk_live_": True, "sk_test_": False, "rk_test_": False}
PUBLISHABLE_PREFIXES = {"pk_live_": True, "pk_test_": False}


def check_mode(payments: str) -> None:
    """Raise unless PAYMENTS is one of the three words."""
    if payments not in MODES:
        raise ImproperlyConfigured(f"PAYMENTS must be stripe, simulated or off, not {payments!r}")


def check_methods(methods: list[str]) -> list[str]:
    """Raise unless these are methods that we know, each once, with cards among them."""
    unknown = [method for method in methods if method not in METHODS]
    if unknown:
        raise ImproperlyConfigured(
            f"STRIPE_METHODS has {', '.join(map(repr, unknown))}: it may list {', '.join(sorted(METHODS))}"
        )
    if "card" not in methods or len(set(methods)) != len(methods):
        raise ImproperlyConfigured(
            "STRIPE_METHODS must list card, which Apple Pay and Google Pay need, and each method once"
        )
    return methods


def check_pages(pages: list[str]) -> list[str]:
    """Raise unless these are pages that can have express checkout; none switches it off."""
    unknown = [page for page in pages if page not in PAGES]
    if unknown:
        raise ImproperlyConfigured(
            f"EXPRESS_CHECKOUT_PAGES has {', '.join(map(repr, unknown))}: "
            f"it may list {', '.join(sorted(PAGES))}"
        )
    return pages


def check_load(load: str) -> str:
    """Raise unless Stripe's script is fetched on product pages at the first tap, or with the page."""
    if load not in {"tap", "page"}:
        raise ImproperlyConfigured(f"EXPRESS_PRODUCT_LOAD must be tap or page, not {load!r}")
    return load


def is_live(key: str, prefixes: dict[str, bool], name: str) -> bool:
    """Whether a key is one for real money; a key of another kind is refused by its setting's name."""
    for prefix, live in prefixes.items():
        if key.startswith(prefix):
            return live
    raise ImproperlyConfigured(f"{name} must begin with one of {', '.join(prefixes)}")


def check_keys(payments: str, secret: str, publishable: str, webhook_secrets: list[str]) -> bool:
    """Raise for keys that don't fit PAYMENTS or each other; True when real money is taken."""
    if payments == "simulated" and (secret or publishable):
        raise ImproperlyConfigured(
            "PAYMENTS is simulated, but STRIPE_SECRET_KEY or STRIPE_PUBLISHABLE_KEY is set: "
            "unset them, or set PAYMENTS=stripe"
        )
    if payments != "stripe":
        return False
    live = is_live(secret, SECRET_PREFIXES, "STRIPE_SECRET_KEY")
    if is_live(publishable, PUBLISHABLE_PREFIXES, "STRIPE_PUBLISHABLE_KEY") is not live:
        raise ImproperlyConfigured("STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY are of different modes")
    if not webhook_secrets or not all(found.startswith("whsec_") for found in webhook_secrets):
        raise ImproperlyConfigured("STRIPE_WEBHOOK_SECRETS must list the endpoint’s secrets, whsec_...")
    return live


def refuse_simulated(payments: str) -> None:
    """Raise where a real shop would send items for simulated cards."""
    if payments == "simulated":
        raise ImproperlyConfigured("PAYMENTS=simulated is for the demo: set PAYMENTS to stripe or off")


def refuse_real_money(payments: str, live: bool) -> None:
    """Raise where a demo would charge real cards."""
    if payments == "stripe" and live:
        raise ImproperlyConfigured("STRIPE_SECRET_KEY is live: the demo takes no real money")
