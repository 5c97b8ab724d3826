"""Runs Django's own system checks, those for a deployment included."""

from collections.abc import Iterator

from django.conf import settings
from django.core.checks import WARNING, run_checks

from shop.deployment.findings import Finding, ok, wrong


def check() -> Iterator[Finding]:
    """A finding for each warning; one if there is none."""
    if settings.DEMO:
        yield wrong("These are the settings of the demo or the tests", "Set DJANGO_SETTINGS_MODULE in .env")
    said = [
        message
        for message in run_checks(include_deployment_checks=True)
        if message.level >= WARNING and not message.is_silenced()
    ]
    yield from (wrong(f"{message.id}: {message.msg}", str(message.hint or "")) for message in said)
    if not said:
        yield ok("No system check complains")
