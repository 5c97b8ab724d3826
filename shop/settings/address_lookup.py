"""Refuses, at the start, an address look-up that can't work."""

from django.core.exceptions import ImproperlyConfigured

PROVIDERS = {"ideal_postcodes", "loqate"}
MODES = {"off", "simulated", *PROVIDERS}


def check_lookup(mode: str, key: str) -> str:
    """The mode; raises for an unknown one, and for a provider without its key."""
    if mode not in MODES:
        raise ImproperlyConfigured(f"ADDRESS_LOOKUP must be one of {', '.join(sorted(MODES))}, not {mode!r}")
    if mode in PROVIDERS and not key:
        raise ImproperlyConfigured(f"ADDRESS_LOOKUP is {mode}, but ADDRESS_LOOKUP_KEY is not set")
    return mode
