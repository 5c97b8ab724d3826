"""Refunds that have had no answer, or no end: asked again by the sweep."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from shop.payment.models import Refund
from shop.payment.provider import GatewayError, NotFound, provider_of
from shop.payment.provider import Refund as FoundRefund
from shop.payment.services.attempts import KEY_LASTS, PaymentsUnavailable, unavailable
from shop.payment.services.refunds.issue import send_refund
from shop.payment.services.refunds.outcome import apply_refund, refuse

QUIET_FOR = timedelta(minutes=2)
LOOK_AGAIN = timedelta(hours=1)


def due_refunds() -> QuerySet[Refund]:
    """Those without an answer for two minutes, and those on their way once an hour; the longest quiet first.

    Each is noted as it is asked, so that a few that get no answer don't stand before the others for ever.
    """
    now = timezone.now()
    unanswered = Q(state=Refund.State.NEW, updated_at__lte=now - QUIET_FOR)
    waiting = [Refund.State.PENDING, Refund.State.REQUIRES_ACTION]
    due = unanswered | Q(state__in=waiting, updated_at__lte=now - LOOK_AGAIN)
    return Refund.objects.filter(due).select_related("attempt__order").order_by("updated_at")


def ask_again(refund: Refund) -> str:
    """Learn what became of a refund; raises PaymentsUnavailable when Stripe doesn't answer."""
    Refund.objects.filter(pk=refund.pk).update(updated_at=timezone.now())
    try:
        found = _look_up(refund)
    except NotFound as error:  # made with other keys: nothing more will be heard of it
        refuse(refund.pk, error.code)
        return "refund unknown at Stripe"
    except GatewayError as error:
        raise unavailable(error) from error
    if found:
        apply_refund(found)
        return "refund looked up"
    if timezone.now() - refund.created_at > KEY_LASTS:
        refuse(refund.pk, "never_reached_stripe")
        return "refund given up"
    if send_refund(refund=refund).state == Refund.State.NEW:
        raise PaymentsUnavailable
    return "refund sent again"


def _look_up(refund: Refund) -> FoundRefund | None:
    provider = provider_of(refund.attempt.provider)
    if refund.refund_id:
        return provider.retrieve_refund(refund.refund_id)
    made = provider.list_refunds(payment_intent=str(refund.attempt.intent_id))
    return next((found for found in made if found.key == str(refund.key)), None)
