"""What the mail provider reports, by django-anymail's webhook: dead addresses and complaints."""

from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.db import transaction
from django.dispatch import receiver

from guides.newsletter import leaving
from guides.newsletter.addresses import BadAddress, digest, normalise
from guides.newsletter.models import Subscriber, Suppression
from guides.newsletter.record import Form

REASONS = {
    EventType.COMPLAINED: Suppression.COMPLAINED,
    EventType.BOUNCED: Suppression.BOUNCED,
    EventType.UNSUBSCRIBED: Suppression.LEFT,
}
# A full mailbox is no reason to forget somebody; an address that doesn't exist is.
DEAD = {RejectReason.INVALID, RejectReason.BOUNCED, None}


@receiver(tracking, dispatch_uid="newsletter.tracking")
def provider_reports(event: AnymailTrackingEvent, **_: Any) -> None:
    """End all marketing to an address that bounced, complained or left at the provider."""
    reason = REASONS.get(event.event_type)
    if reason is None or (reason == Suppression.BOUNCED and event.reject_reason not in DEAD):
        return
    try:
        address = normalise(event.recipient or "")
    except BadAddress:
        return
    with transaction.atomic():
        leaving.suppress(digest(address), reason=reason)
        if person := Subscriber.objects.filter(email=address).first():
            leaving.end_all(person, reason=reason, form=Form("provider", page=event.event_type))
