"""What the mail provider reports, by django-anymail's webhook: dead addresses and complaints."""

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.db import transaction
from django.dispatch import receiver

from guides.newsletter import leaving
from guides.newsletter.addresses import digest
from guides.newsletter.models import Subscriber, Suppression
from guides.newsletter.record import Form
from shop.email_address import BadAddress, normalise

# A full mailbox is no reason to forget somebody; an address that doesn't exist is.
DEAD = {RejectReason.INVALID, RejectReason.BOUNCED, None}
# The provider keeps a list of its own and no longer sends to whoever stands on it.
REJECTED = {
    RejectReason.INVALID: Suppression.BOUNCED,
    RejectReason.BOUNCED: Suppression.BOUNCED,
    RejectReason.SPAM: Suppression.COMPLAINED,
    RejectReason.UNSUBSCRIBED: Suppression.LEFT,
}


def _reason(event: AnymailTrackingEvent) -> str | None:
    if event.event_type == EventType.BOUNCED:
        return Suppression.BOUNCED if event.reject_reason in DEAD else None
    if event.event_type == EventType.REJECTED:
        return REJECTED.get(event.reject_reason)
    simple = {EventType.COMPLAINED: Suppression.COMPLAINED, EventType.UNSUBSCRIBED: Suppression.LEFT}
    return simple.get(event.event_type)


@receiver(tracking, dispatch_uid="newsletter.tracking")
def provider_reports(event: AnymailTrackingEvent, **_: Any) -> None:
    """End all marketing to an address that bounced, complained or left at the provider."""
    reason = _reason(event)
    if reason is None:
        return
    try:
        address = normalise(event.recipient or "")
    except BadAddress:
        return
    with transaction.atomic():
        leaving.suppress(digest(address), reason=reason)
        if person := Subscriber.objects.filter(email=address).first():
            leaving.end_all(person, reason=reason, form=Form("provider", page=event.event_type))


def gone(person: Subscriber) -> None:
    """The mail server said, while we were sending, that there is no such mailbox."""
    leaving.end_all(person, reason=Suppression.BOUNCED, form=Form("mail server", page="bounced"))
