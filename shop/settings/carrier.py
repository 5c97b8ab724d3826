"""Checks what is set about the carrier's files."""

from django.core.exceptions import ImproperlyConfigured

METHODS = ("standard", "express")


def check_services(pairs: list[str]) -> dict[str, str]:
    """Service codes by delivery method, out of “standard=TPS48”; raises unless each method has one."""
    given = {method.strip(): code.strip() for method, _, code in (pair.partition("=") for pair in pairs)}
    if set(given) != set(METHODS) or not all(given.values()) or len(pairs) != len(METHODS):
        raise ImproperlyConfigured(
            "CLICK_AND_DROP_SERVICES must name a service code for each method, such as "
            "standard=TPS48,express=TPN24"
        )
    return given
