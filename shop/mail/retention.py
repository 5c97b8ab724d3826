"""The retention rules of the outbox: one for each kind of email."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from shop.mail.kinds import all_kinds
from shop.mail.models import OutboxEmail
from shop.privacy.periods import in_words
from shop.privacy.rules import Rule

KEEP_DAYS = 90  # for kinds that no app registers any more


def rules() -> Iterator[Rule]:
    """One for each kind, and one for those that no app registers any more."""
    kinds = all_kinds()
    for kind in kinds:
        due = _older(Q(kind=kind.name), kind.keep_days)
        yield Rule(f"email-{kind.name}", f"emails “{kind.label}”", in_words(kind.keep_days), due)
    gone = _older(~Q(kind__in=[kind.name for kind in kinds]), KEEP_DAYS)
    yield Rule("email-gone", "emails of kinds that are no longer sent", in_words(KEEP_DAYS), gone)


def _older(which: Q, days: int) -> Callable[[datetime], QuerySet[OutboxEmail]]:
    def due(now: datetime) -> QuerySet[OutboxEmail]:
        return OutboxEmail.objects.filter(which, created_at__lte=now - timedelta(days=days))

    return due
