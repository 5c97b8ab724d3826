"""Bounces and complaints that the email provider reports through django-anymail's webhooks."""

from datetime import timedelta
from re import search

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.db import transaction
from django.db.models import F
from django.dispatch import receiver
from django.utils import timezone

from guides.newsletter.consent import soft_bounces, unsubscribe
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.consent.soft_bounces import is_soft
from guides.newsletter.email_digest import digest
from guides.newsletter.models import Delivery, Newsletter, Subscriber, Suppression
from shop.fields.email_address import BadAddress, normalise

# soft_bounces.py tells temporary bounces from permanent ones.
DEAD = {RejectReason.INVALID, RejectReason.BOUNCED, None}
# The provider refuses addresses that are on its own suppression list.
REJECTED = {
    RejectReason.INVALID: Suppression.BOUNCED,
    RejectReason.BOUNCED: Suppression.BOUNCED,
    RejectReason.SPAM: Suppression.COMPLAINED,
    RejectReason.UNSUBSCRIBED: Suppression.LEFT,
}
NO_SUCH_MAILBOX = r"\b5\.(1\.\d{1,3}|2\.1)\b"
COUNTED = {EventType.BOUNCED: "bounces", EventType.COMPLAINED: "complaints"}


def _reason(event: AnymailTrackingEvent) -> str | None:
    if event.event_type == EventType.BOUNCED:
        return Suppression.BOUNCED if event.reject_reason in DEAD else None
    if event.event_type == EventType.REJECTED:
        return REJECTED.get(event.reject_reason)
    if event.event_type == EventType.FAILED:  # Postal’s word for what others call a bounce
        return Suppression.BOUNCED if search(NO_SUCH_MAILBOX, event.mta_response or "") else None
    simple = {EventType.COMPLAINED: Suppression.COMPLAINED, EventType.UNSUBSCRIBED: Suppression.LEFT}
    return simple.get(event.event_type)


@receiver(tracking, dispatch_uid="newsletter.tracking")
def provider_reports(event: AnymailTrackingEvent, **_: object) -> None:
    """Unsubscribe an address that bounced, complained or unsubscribed at the provider."""
    reason = _reason(event)
    if reason is None:
        return
    try:
        address = normalise(event.recipient or "")
    except BadAddress:
        return
    with transaction.atomic():
        if column := COUNTED.get(event.event_type):
            _count(event, address, column)
        if reason == Suppression.BOUNCED and event.event_type == EventType.BOUNCED and is_soft(event):
            if not soft_bounces.count(digest(address)):
                return
            reason = Suppression.FULL
        unsubscribe.suppress(digest(address), reason=reason)
        if person := Subscriber.objects.filter(email=address).first():
            unsubscribe.end_all(person, reason=reason, form=ConsentContext("provider", page=event.event_type))


def _count(event: AnymailTrackingEvent, address: str, column: str) -> None:
    """Count it for the newsletter in its Message-ID, else for the last one sent to the address this week."""
    found = search(r"newsletter-(\d{1,18})\.", event.message_id or "")
    counted = Newsletter.objects.filter(pk=int(found[1])) if found else Newsletter.objects.none()
    if not found:
        week_ago = timezone.now() - timedelta(days=7)
        sent = Delivery.objects.filter(subscriber__email=address, state=Delivery.SENT)
        sent = sent.filter(changed_at__gte=week_ago)
        counted = Newsletter.objects.filter(pk__in=sent.order_by("-changed_at").values("newsletter_id")[:1])
    counted.update(**{column: F(column) + 1})


def mailbox_gone(person: Subscriber) -> None:
    """Unsubscribe an address after the mail server answered that the mailbox doesn't exist."""
    unsubscribe.end_all(
        person, reason=Suppression.BOUNCED, form=ConsentContext("mail server", page="bounced")
    )
