"""Deletes stored emails after the retention period of their kind."""

from datetime import timedelta

from django.utils import timezone

from shop.mail.kinds import all_kinds
from shop.mail.models import OutboxEmail

KEEP_DAYS = 90  # for kinds that no app registers any more


def forget_old(*, dry_run: bool = False) -> dict[str, int]:
    """Delete emails past their period, or only count them; returns the number by kind."""
    found = {}
    for kind, days in _periods().items():
        old = OutboxEmail.objects.filter(kind=kind, created_at__lte=timezone.now() - timedelta(days=days))
        found[kind] = old.count()
        if not dry_run:
            old.delete()
    return found


def _periods() -> dict[str, int]:
    known = {kind.name: kind.keep_days for kind in all_kinds()}
    stored = OutboxEmail.objects.order_by().values_list("kind", flat=True).distinct()
    return {name: known.get(name, KEEP_DAYS) for name in sorted(stored)}
