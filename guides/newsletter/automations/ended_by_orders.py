"""Ends automations when somebody orders; `advance` sees the order too, should this be missed."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from guides.newsletter.models import AutomationProgress, Delivery
from guides.newsletter.sending.paid_orders import paid_orders
from shop.fields.email_address import BadAddress, normalise


def end_on_order(*, order_number: str) -> None:
    """End what the buyer is in the middle of, and take back letters that wait for a worker."""
    for buyer, placed in paid_orders().filter(number=order_number).values_list("buyer", "date_placed"):
        try:
            email = normalise(buyer)
        except BadAddress:
            continue
        _end(email, placed)


@transaction.atomic
def _end(email: str, placed: datetime) -> None:
    entered = AutomationProgress.objects.filter(
        subscriber__email=email, automation__ends_on_order=True, entered_at__lt=placed
    )
    _take_back(list(entered.values_list("subscriber_id", "automation_id")))
    going = AutomationProgress.objects.filter(
        pk__in=list(entered.values_list("pk", flat=True)), state=AutomationProgress.ACTIVE
    )
    going.update(state=AutomationProgress.BOUGHT, ended_at=timezone.now())


def _take_back(entered: list[tuple[int, int]]) -> None:
    """By key, so that PostgreSQL looks at the state again once another worker’s lease is committed."""
    letters = Delivery.objects.filter(
        subscriber__in=[person for person, _ in entered],
        newsletter__step__automation__in=[automation for _, automation in entered],
    )
    keys = list(letters.filter(state=Delivery.WAITING).values_list("pk", flat=True))
    waiting = Delivery.objects.filter(pk__in=keys, state=Delivery.WAITING)
    waiting.update(state=Delivery.SKIPPED, changed_at=timezone.now())
