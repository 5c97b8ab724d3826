"""Retention rules of the newsletter, applied each night; a dry run only counts."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from guides.newsletter.consent import unsubscribe
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.models import (
    AutomationProgress,
    BuyerChoice,
    Consent,
    DataRequest,
    Delivery,
    GuideOpening,
    SignUp,
    SoftBounce,
    Subscriber,
    SubscriberImport,
    Suppression,
)
from shop.mail import outbox
from shop.privacy.periods import in_words
from shop.privacy.rules import Rule, carry_out

UNCONFIRMED = NETWORK_ADDRESSES = ANSWER_WITHIN = timedelta(days=30)
LEFT = timedelta(days=90)
GUIDE_ONLY = timedelta(days=365)
SILENT = DELIVERIES = timedelta(days=730)
EVIDENCE = timedelta(days=6 * 365 + 2)
REQUESTS = SOFT_BOUNCES = IMPORTS = timedelta(days=7)


def _unconfirmed(now: datetime) -> QuerySet[Subscriber]:
    recent = SignUp.objects.filter(created_at__gt=now - UNCONFIRMED).values("subscriber_id")
    old = Subscriber.objects.filter(state=Subscriber.UNCONFIRMED, created_at__lte=now - UNCONFIRMED)
    return old.exclude(pk__in=recent)


def _forget_unconfirmed(people: QuerySet[Subscriber]) -> None:
    """Delete people with their record: they received nothing but the confirmation email."""
    keys = list(people.values_list("pk", flat=True))
    Consent.objects.filter(subscriber_id__in=keys).forget_rows()
    Subscriber.objects.filter(pk__in=keys).delete()


def _silent(now: datetime) -> QuerySet[Subscriber]:
    wanted = Subscriber.objects.filter(state=Subscriber.CONFIRMED, active_at__lte=now - SILENT)
    return wanted.filter(permissions__isnull=False, asked_again_at=None).distinct()


def _ask_again(people: QuerySet[Subscriber]) -> None:
    for pk, email in list(people.values_list("pk", "email")):
        if Subscriber.objects.filter(pk=pk, asked_again_at=None).update(asked_again_at=timezone.now()):
            outbox.queue("newsletter.still_there", to=email, args={"subscriber_id": pk})


def _unanswered(now: datetime) -> QuerySet[Subscriber]:
    wanted = Subscriber.objects.filter(state=Subscriber.CONFIRMED, active_at__lte=now - SILENT)
    return wanted.filter(asked_again_at__lte=now - ANSWER_WITHIN)


def _end_unanswered(people: QuerySet[Subscriber]) -> None:
    for person in people:
        unsubscribe.end_all(
            person, reason=Suppression.LEFT, form=ConsentContext("retention", basis="no answer in 24 months")
        )


def _old_evidence(now: datetime) -> QuerySet[Consent]:
    """All rows of a deleted subscriber whose last row is six years old; single rows prove nothing."""
    recent = Consent.objects.filter(email_hash=OuterRef("email_hash"), at__gt=now - EVIDENCE)
    return Consent.objects.filter(~Exists(recent), subscriber=None)


RULES = (
    Rule(
        "news-unconfirmed",
        "sign-ups never confirmed",
        in_words(UNCONFIRMED),
        _unconfirmed,
        _forget_unconfirmed,
    ),
    Rule(
        "news-networks",
        "network addresses beside consents",
        in_words(NETWORK_ADDRESSES),
        lambda now: Consent.objects.filter(at__lte=now - NETWORK_ADDRESSES).exclude(ip=None),
        lambda rows: rows.forget_ips(),
    ),
    Rule(
        "news-links",
        "links in sign-up emails",
        in_words(UNCONFIRMED),
        lambda now: SignUp.objects.filter(created_at__lte=now - UNCONFIRMED),
    ),
    Rule(
        "news-left",
        "addresses of people who left",
        in_words(LEFT),
        lambda now: Subscriber.objects.filter(state=Subscriber.LEFT, left_at__lte=now - LEFT),
    ),
    Rule(
        "news-guide-only",
        "addresses that only took a guide",
        in_words(GUIDE_ONLY),
        lambda now: Subscriber.objects.filter(permissions=None, confirmed_at__lte=now - GUIDE_ONLY).exclude(
            state=Subscriber.LEFT
        ),
    ),
    Rule("news-silent", "readers without a sign, asked once more", in_words(SILENT), _silent, _ask_again),
    Rule(
        "news-unanswered",
        "readers who don’t answer that, unsubscribed",
        in_words(ANSWER_WITHIN),
        _unanswered,
        _end_unanswered,
    ),
    Rule(
        "news-deliveries",
        "who was sent what",
        in_words(DELIVERIES),
        lambda now: Delivery.objects.filter(changed_at__lte=now - DELIVERIES),
    ),
    Rule(
        "news-automations",
        "how far people came in automations",
        in_words(DELIVERIES),
        lambda now: AutomationProgress.objects.filter(ended_at__lte=now - DELIVERIES),
    ),
    Rule(
        "news-openings",
        "who opened which free guide",
        in_words(DELIVERIES),
        lambda now: GuideOpening.objects.filter(at__lte=now - DELIVERIES),
    ),
    Rule(
        "news-evidence",
        "proof of consent of people long gone",
        in_words(EVIDENCE),
        _old_evidence,
        lambda rows: rows.forget_rows(),
    ),
    Rule(
        "news-choices",
        "answers at the checkout whose order was never paid",
        in_words(UNCONFIRMED),
        lambda now: BuyerChoice.objects.filter(created_at__lte=now - UNCONFIRMED),
    ),
    Rule(
        "news-soft-bounces",
        "days on which a mailbox was full",
        in_words(SOFT_BOUNCES),
        lambda now: SoftBounce.objects.filter(day__lte=timezone.localdate(now) - SOFT_BOUNCES),
    ),
    Rule(
        "news-imports",
        "imported files and what became of them",
        in_words(IMPORTS),
        lambda now: SubscriberImport.objects.filter(created_at__lte=now - IMPORTS),
    ),
    Rule(
        "news-requests",
        "requests for data",
        in_words(REQUESTS),
        lambda now: DataRequest.objects.filter(created_at__lte=now - REQUESTS),
    ),
)


def purge(*, dry_run: bool = False) -> list[tuple[Rule, int]]:
    """Apply every rule, or only count; returns rules with numbers of rows."""
    return carry_out(RULES, dry_run=dry_run)
