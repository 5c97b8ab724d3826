"""Limits on orders that aren't paid yet; a limit that would stop every shopper stops the start instead."""

from django.core.exceptions import ImproperlyConfigured

from shop.settings.env import env


def _whole(name: str, default: int, *, least: int, most: int) -> int:
    value = env.int(name, default)
    if not least <= value <= most:
        raise ImproperlyConfigured(f"{name} must be from {least} to {most}, not {value}")
    return value


def read_limits() -> dict[str, int]:
    """The limits by the names of `shop.checkout.reservation_rules.Limits`."""
    limits = {
        "hold": _whole("UNPAID_MINUTES", 30, least=5, most=120),
        "short_hold": _whole("UNPAID_SHORT_MINUTES", 10, least=5, most=120),
        "orders": _whole("UNPAID_ORDERS", 2, least=1, most=100),
        "orders_of_network": _whole("UNPAID_ORDERS_OF_NETWORK", 20, least=1, most=10_000),
        "percent": _whole("UNPAID_PERCENT", 50, least=1, most=100),
        "percent_of_network": _whole("UNPAID_PERCENT_OF_NETWORK", 25, least=1, most=100),
        "low_stock": _whole("UNPAID_LOW_STOCK", 3, least=0, most=1000),
    }
    if limits["short_hold"] > limits["hold"]:
        raise ImproperlyConfigured("UNPAID_SHORT_MINUTES must not be more than UNPAID_MINUTES")
    if limits["orders"] > limits["orders_of_network"]:
        raise ImproperlyConfigured("UNPAID_ORDERS must not be more than UNPAID_ORDERS_OF_NETWORK")
    return limits
