"""Who works here, and who may be emailed offers today: the newsletter knows, and answers by a signal."""

from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, QuerySet, Value, When

from shop.accounts.models import User
from shop.backoffice.models import Customer
from shop.backoffice.staff_status import COLLEAGUES
from shop.signals import collect_consents, list_marketing_allowed


def with_facts(customers: QuerySet[Customer]) -> QuerySet[Customer]:
    """The customers with `newsletter`, whether a permission is in force, and with `works_here`."""
    answers: Any = list_marketing_allowed.send(sender=None)
    allowed = [When(email__in=addresses, then=Value(True)) for _, addresses in answers]
    newsletter = Case(*allowed, default=Value(False), output_field=BooleanField())
    return with_colleagues(customers).annotate(newsletter=newsletter)


def with_colleagues(customers: QuerySet[Customer]) -> QuerySet[Customer]:
    """The customers with `works_here`."""
    colleagues = User.objects.filter(COLLEAGUES, pk=OuterRef("account"))
    return customers.annotate(works_here=Exists(colleagues))


def consents_of(email: str) -> list[dict[str, Any]]:
    """What the address agreed to and ended: `at`, `did`, `words`; the newest first."""
    answers: Any = collect_consents.send(sender=None, email=email)
    return [row for _, rows in answers for row in rows]
