"""Unsubscribing, pausing and choosing topics. All take effect at once and can be repeated."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from guides.newsletter import statements, tokens
from guides.newsletter.consent import records as consent_records
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.models import Consent, Newsletter, Permission, Subscriber, Suppression

CHOICES = (statements.NEWS, statements.OFFERS)
CHOSEN = ("paused_until", "active_at", "asked_again_at", "state", "left_at", "confirmed_at")


def subscriber_of(token: str) -> Subscriber | None:
    """The subscriber of a link; None if erased since. Raises BadToken for a forged link."""
    key, _ = tokens.read(tokens.LEAVE, token)
    return Subscriber.objects.filter(key=UUID(hex=key)).first()


@transaction.atomic
def leave(*, token: str, form: ConsentContext) -> None:
    """Unsubscribe the link's owner from everything; a repetition changes nothing."""
    if person := subscriber_of(token):
        _, newsletter = tokens.read(tokens.LEAVE, token)
        if newsletter and person.permissions.exists():
            Newsletter.objects.filter(pk=newsletter).update(leaves=F("leaves") + 1)
        end_all(person, reason=Suppression.LEFT, form=form)


@transaction.atomic
def end_all(person: Subscriber, *, reason: str, form: ConsentContext) -> None:
    """Withdraw every permission and put the address on the suppression list."""
    consent_records.lock_subscriber(person)
    for permission in person.permissions.all():
        consent_records.withdraw(person, purpose=permission.purpose, scope=permission.scope, form=form)
    suppress(person.email_hash, reason=reason)
    Subscriber.objects.filter(pk=person.pk).exclude(state=Subscriber.LEFT).update(
        state=Subscriber.LEFT, left_at=timezone.now()
    )


def suppress(email_hash: str, *, reason: str) -> None:
    """Put a hash on the suppression list. Bounced and complaining addresses keep that reason."""
    Suppression.objects.get_or_create(email_hash=email_hash, defaults={"reason": reason})
    Suppression.objects.filter(email_hash=email_hash).exclude(reason__in=Suppression.DEAD).update(
        reason=reason
    )


def is_dead(email_hash: str) -> bool:
    """Whether the address bounced, or its owner reported our emails as spam."""
    return Suppression.objects.filter(email_hash=email_hash, reason__in=Suppression.DEAD).exists()


@transaction.atomic
def choose(
    *, person: Subscriber, wanted: Iterable[str], series: Iterable[str], pause_days: int, form: ConsentContext
) -> None:
    """Store the choices of the preferences page; the emailed link proves the address."""
    wanted = set(wanted)
    consent_records.lock_subscriber(person)
    for purpose in CHOICES:
        _switch(person, purpose, on=purpose in wanted, form=form)
    followed = set(person.permissions.filter(purpose=statements.SERIES).values_list("scope", flat=True))
    for scope in followed - set(series):
        consent_records.withdraw(person, purpose=statements.SERIES, scope=scope, form=form)
    if statements.SOFT not in wanted:
        consent_records.withdraw(person, purpose=statements.SOFT, form=form)
    _update_state(person, pause_days)


def _switch(person: Subscriber, purpose: str, *, on: bool, form: ConsentContext) -> None:
    has = person.permissions.filter(purpose=purpose, scope="").exists()
    if has and not on:
        consent_records.withdraw(person, purpose=purpose, form=form)
    if on and not has:
        consent_records.append(person, purpose=purpose, action=Consent.ASKED, form=form)
        consent_records.grant(person, purpose=purpose, form=form)


def _update_state(person: Subscriber, pause_days: int) -> None:
    """No topic left means unsubscribed; choosing one lifts the suppression."""
    today = timezone.localdate()
    person.paused_until = today + timedelta(days=pause_days) if pause_days else None
    person.active_at = timezone.now()
    person.asked_again_at = None
    wants = Permission.objects.filter(subscriber=person).exists()
    person.state = Subscriber.CONFIRMED if wants else Subscriber.LEFT
    person.left_at = None if wants else person.left_at or timezone.now()
    person.confirmed_at = person.confirmed_at or timezone.now()
    person.save(update_fields=CHOSEN)
    if wants:
        listed = Suppression.objects.filter(email_hash=person.email_hash)
        listed.exclude(reason__in=Suppression.DEAD).delete()
    else:
        suppress(person.email_hash, reason=Suppression.LEFT)
