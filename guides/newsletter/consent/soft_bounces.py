"""Soft bounces, such as a full mailbox: three days with one within a week end a subscription.

Django-anymail reports most of them as “bounced”, as it does for addresses that don't exist. The provider's
own event tells them apart.
"""

from collections.abc import Mapping
from datetime import timedelta
from re import search
from typing import Any

from anymail.signals import AnymailTrackingEvent
from django.utils import timezone

from guides.newsletter.models import SoftBounce

DAYS, WITHIN = 3, timedelta(days=7)
SOFT_NAMES = {"softbounce", "soft_bounce", "soft bounce", "soft_bounced", "activity.soft_bounced"}
PASSING = {"transient", "undetermined", "temporary", "blocked"}
# SparkPost numbers its reasons; these are about the address itself.
HARD_CLASSES = {"10", "30", "90"}


def is_soft(event: AnymailTrackingEvent) -> bool:
    """Whether a bounce is temporary: by the provider's type, else by the SMTP status (4.x.x, 5.2.2)."""
    raw = event.esp_event if isinstance(event.esp_event, Mapping) else {}
    if _is_soft_at_sparkpost(raw) or raw.get("hard_bounce") in (False, "false"):  # SparkPost, Mailjet
        return True
    if {name.lower() for name in _names(raw)} & (SOFT_NAMES | PASSING):
        return True
    answer = f"{event.mta_response or ''} {event.description or ''}"
    return bool(search(r"\b(4\.\d{1,3}\.\d{1,3}|5\.2\.2)\b", answer))


def _names(raw: Mapping[str, Any]) -> list[str]:
    """The fields in which the providers name the kind of bounce."""
    data, bounce, mailgun = (_part(raw, key) for key in ("data", "bounce", "event-data"))
    found = [raw.get("Type"), raw.get("event"), raw.get("type"), data.get("type"), bounce.get("bounceType")]
    found += [_part(data, "bounce").get("type"), mailgun.get("severity")]
    return [name for name in found if isinstance(name, str)]


def _part(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    part = raw.get(key)
    return part if isinstance(part, Mapping) else {}


def _is_soft_at_sparkpost(raw: Mapping[str, Any]) -> bool:
    number = _part(_part(raw, "msys"), "message_event").get("bounce_class", raw.get("bounce_class"))
    return number is not None and str(number) not in HARD_CLASSES


def count(email_hash: str) -> bool:
    """Store today's bounce; True if there was one on three days of the last week."""
    today = timezone.localdate()
    SoftBounce.objects.get_or_create(email_hash=email_hash, day=today)
    recent = SoftBounce.objects.filter(email_hash=email_hash, day__gt=today - WITHIN)
    return recent.count() >= DAYS
