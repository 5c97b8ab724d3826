"""Bounces that may pass, such as a full mailbox: three days with one in a week end a subscription.

Django-anymail calls most of them “bounced”, like those of addresses that don't exist. What tells them
apart stands in the provider's own event.
"""

from collections.abc import Mapping
from datetime import timedelta
from re import search
from typing import Any

from django.utils import timezone

from guides.newsletter.models import SoftBounce

DAYS, WITHIN = 3, timedelta(days=7)
SOFT_NAMES = {"softbounce", "soft_bounce", "soft bounce", "soft_bounced", "activity.soft_bounced"}
PASSING = {"transient", "undetermined", "temporary", "blocked"}
# SparkPost numbers its reasons; these are about the address itself.
HARD_CLASSES = {"10", "30", "90"}


def is_soft(event: Any) -> bool:
    """Whether a bounce may pass: by the provider's type, else by the mail server's status (4.x.x, 5.2.2)."""
    raw = event.esp_event if isinstance(event.esp_event, Mapping) else {}
    if _is_soft_at_sparkpost(raw) or raw.get("hard_bounce") in (False, "false"):  # SparkPost, Mailjet
        return True
    if {name.lower() for name in _names(raw)} & (SOFT_NAMES | PASSING):
        return True
    said = f"{event.mta_response or ''} {event.description or ''}"
    return bool(search(r"\b(4\.\d{1,3}\.\d{1,3}|5\.2\.2)\b", said))


def _names(raw: Mapping[str, Any]) -> list[str]:
    """Where providers say which kind of bounce it was."""
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
    """Note today's bounce; True once there was one on so many days of the last week."""
    today = timezone.localdate()
    SoftBounce.objects.get_or_create(email_hash=email_hash, day=today)
    recent = SoftBounce.objects.filter(email_hash=email_hash, day__gt=today - WITHIN)
    return recent.count() >= DAYS
