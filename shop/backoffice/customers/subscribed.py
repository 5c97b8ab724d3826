"""Who may be emailed offers today. The newsletter knows, and answers by a signal."""

from typing import Any

from django.db.models import BooleanField, Case, QuerySet, Value, When

from shop.backoffice.models import Customer
from shop.signals import collect_consents, list_marketing_allowed


def with_newsletter(customers: QuerySet[Customer]) -> QuerySet[Customer]:
    """The customers with `newsletter`: whether a permission is in force."""
    answers: Any = list_marketing_allowed.send(sender=None)
    allowed = [When(email__in=addresses, then=Value(True)) for _, addresses in answers]
    return customers.annotate(newsletter=Case(*allowed, default=Value(False), output_field=BooleanField()))


def consents_of(email: str) -> list[dict[str, Any]]:
    """What the address agreed to and ended: `at`, `did`, `words`; the newest first."""
    answers: Any = collect_consents.send(sender=None, email=email)
    return [row for _, rows in answers for row in rows]
