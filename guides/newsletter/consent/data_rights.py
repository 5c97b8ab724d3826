"""Access to personal data and its erasure, for subscribers and guests, by a link emailed to the address."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from guides.newsletter import statements, tokens
from guides.newsletter.consent import records as consent_records
from guides.newsletter.consent import unsubscribe
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.email_digest import digest
from guides.newsletter.models import (
    AutomationProgress,
    BuyerChoice,
    Consent,
    DataRequest,
    Delivery,
    SoftBounce,
    Subscriber,
    Suppression,
)
from guides.newsletter.tokens import BadToken
from shop.london import iso, london
from shop.mail import outbox
from shop.privacy.personal_data import data_of, erase_all, erases, exports
from shop.signals import collect_consents
from shop.web.rate_limits import RateLimited, consume

__all__ = ["data_of", "erase", "request_link", "request_of"]
TABLES = (
    "newsletter.Subscriber",
    "newsletter.SubscriberTag",
    "newsletter.Consent",
    "newsletter.Suppression",
    "newsletter.BuyerChoice",
    "newsletter.Delivery",
    "newsletter.AutomationProgress",
    "newsletter.GuideOpening",
    "newsletter.DataRequest",
    "newsletter.SoftBounce",
)
DID = {
    Consent.ASKED: "asked for",
    Consent.CONFIRMED: "confirmed",
    Consent.REFUSED: "refused",
    Consent.WITHDRAWN: "ended",
}
ABOUT = {
    statements.GUIDE: "the free guide",
    statements.NEWS: "news",
    statements.OFFERS: "offers",
    statements.SERIES: "new parts of",
    statements.SOFT: "offers on similar products",
}
RETAINED = (
    "Kept: a code made from your address, from which nobody can read it, so that we never write to it "
    "again; and the record of what you agreed to, under that code, for six years, to prove that our "
    "emails were lawful."
)


def request_link(*, email: str) -> None:
    """Email the link, also to an address without data, so that the answer gives nothing away."""
    try:
        consume("newsletter-rights", email, most=3, minutes=60)
    except RateLimited:
        return
    with transaction.atomic():
        asked = DataRequest.objects.create(email=email)
        outbox.queue("newsletter.data_link", to=email, args={"request_id": asked.pk})


def request_of(token: str) -> DataRequest:
    """The request of an emailed link; raises BadToken."""
    pk, nonce = tokens.read(tokens.RIGHTS, token)
    found = DataRequest.objects.filter(pk=pk, nonce=nonce).first()
    if found is None:
        raise BadToken("gone")
    return found


@transaction.atomic
def erase(*, asked: DataRequest) -> list[str]:
    """Erase a person's data; returns sentences saying what was removed, and what is retained and why.

    The request itself stays, without the address, so that its link says that this was done.
    """
    DataRequest.objects.filter(pk=asked.pk).update(email="erased@invalid", erased_at=timezone.now())
    summary = erase_all(email=asked.email)
    return summary or ["There was nothing to remove: we know nothing about this address."]


@receiver(collect_consents, dispatch_uid="newsletter.consents_of")
def consents_of(email: str, **_: object) -> list[dict[str, Any]]:
    """The consent record of an address for staff: when, what, and the words that were shown."""
    rows = Consent.objects.filter(email_hash=digest(email)).order_by("-at", "-pk")
    return [{"at": row.at, "did": _did(row), "words": row.wording} for row in rows]


def _did(row: Consent) -> str:
    return f"{DID[row.action]}: {ABOUT[row.purpose]} {row.scope}".strip()


@exports(*TABLES)
def subscription_of(email: str, **_: object) -> dict[str, Any]:
    """The subscription, the consent record with its statements, and the newsletters sent."""
    hashed = digest(email)
    found: dict[str, Any] = {}
    if person := Subscriber.objects.filter(email=email).first():
        found |= _subscription(person)
    # The consent record is retained after erasure; a person who proves the address may see it.
    if consents := Consent.objects.filter(email_hash=hashed).order_by("at"):
        found["consents"] = [_consent_data(row) for row in consents]
    if listed := Suppression.objects.filter(email_hash=hashed).first():
        found["never_written_to"] = {"since": iso(listed.created_at), "because": listed.reason}
    if days := SoftBounce.objects.filter(email_hash=hashed):
        found["days_it_did_not_arrive"] = [iso(row.day) for row in days]
    if answers := BuyerChoice.objects.filter(email=email):
        found["checkout_answers"] = [str(answer) for answer in answers]
    asked = [iso(row.created_at) for row in DataRequest.objects.filter(email=email)]
    return {"newsletter": found, "requests_for_your_data": asked} if found or asked else {}


def _subscription(person: Subscriber) -> dict[str, Any]:
    sent = person.deliveries.filter(state=Delivery.SENT).select_related("newsletter").order_by("changed_at")
    return {
        "state": person.state,
        "since": iso(person.created_at),
        "paused_until": iso(person.paused_until) if person.paused_until else "",
        "permissions": [str(permission) for permission in person.permissions.all()],
        "subscribed_to": [f"{ABOUT[one.purpose]} {one.scope}".strip() for one in person.permissions.all()],
        "tags": [str(tag) for tag in person.tags.all()],
        "free_guides_opened": [str(one) for one in person.openings.order_by("at")],
        "automatic_emails": [_automation(row) for row in person.automations.select_related("automation")],
        "sent": [f"{row.newsletter.subject} ({london(row.changed_at, '%Y-%m-%d')})" for row in sent],
    }


def _automation(row: AutomationProgress) -> str:
    return f"{row.automation.get_kind_display()} ({iso(row.entered_at)}): {row.get_state_display()}"


def _consent_data(row: Consent) -> dict[str, Any]:
    return {
        "at": iso(row.at),
        "what": f"{row.purpose} {row.scope}".strip(),
        "action": row.action,
        "did": _did(row),
        "words": row.wording,
        "basis": row.basis,
        "page": row.page,
        "network_address": row.ip or "",
    }


@erases(*TABLES)
def forget_subscriber(email: str, **_: object) -> list[str]:
    """Erase the address; its keyed hash stays on the suppression list, so that no import adds it again.

    The consent record is retained without email and IP addresses: it proves that past emails were lawful
    until the limitation period ends.
    """
    DataRequest.objects.filter(email=email).delete()
    BuyerChoice.objects.filter(email=email).delete()
    SoftBounce.objects.filter(email_hash=digest(email)).delete()
    person = Subscriber.objects.filter(email=email).first()
    if person is None:
        return _retained(digest(email))
    consent_records.lock_subscriber(person)
    for permission in person.permissions.all():
        form = ConsentContext("rights", page="erase")
        consent_records.withdraw(person, purpose=permission.purpose, scope=permission.scope, form=form)
    person.consents.forget_ips()
    unsubscribe.suppress(digest(email), reason=Suppression.ERASED)
    person.delete()
    return [
        "Removed: your newsletter subscription, your choices and your address.",
        *_retained(digest(email)),
    ]


def _retained(hashed: str) -> list[str]:
    """Say what is retained under the hash; also for an address that was erased before."""
    retained = [Suppression.objects.filter(email_hash=hashed), Consent.objects.filter(email_hash=hashed)]
    return [RETAINED] if any(rows.exists() for rows in retained) else []
