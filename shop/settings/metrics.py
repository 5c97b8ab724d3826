"""Refuses a METRICS_TOKEN that could be guessed."""

from django.core.exceptions import ImproperlyConfigured

LEAST = 24


def check_token(token: str) -> str:
    """The token, or "" for no metrics at all."""
    if token and (len(token) < LEAST or not token.isascii()):
        raise ImproperlyConfigured(
            f"METRICS_TOKEN must be at least {LEAST} random characters: openssl rand -hex 24"
        )
    return token
