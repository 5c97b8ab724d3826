"""Checks database, worker, scheduler and queues, as `/readyz` and the back office do."""

from collections.abc import Iterator

from shop.deployment.findings import Finding, ok, wrong
from shop.monitoring.status import health

ADVICE = "systemctl status 'plainsong-*', and journalctl -u plainsong-worker (docs/when-things-break.md)"


def check() -> Iterator[Finding]:
    """A finding for each service."""
    for part in health():
        yield ok(part.sentence) if part.is_ready else wrong(part.problem, ADVICE)
