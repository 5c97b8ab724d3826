"""Signing up: asking, and confirming by a press behind the mailed link.

Every address gets the same answer and the same kind of mail, so that nobody learns who is here.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from guides.newsletter import statements, tokens
from guides.newsletter.consent import records as consent_records
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.email_digest import digest
from guides.newsletter.models import Consent, SignUp, Subscriber, Suppression
from guides.newsletter.tokens import BadToken
from shop.mail import outbox

MOST_AN_HOUR = 3
NEWS_AND_OFFERS = (statements.NEWS, statements.OFFERS)


@dataclass(frozen=True)
class Wish:
    """What a form asks for: a guide, the news, the next parts of a series."""

    guide: str = ""
    news: bool = False
    series: str = ""
    title: str = ""  # of the guide or the series, as it stood in the form

    def purposes(self) -> list[tuple[str, str]]:
        """Purpose and scope of each thing asked for."""
        found = [(purpose, "") for purpose in NEWS_AND_OFFERS if self.news]
        found += [(statements.GUIDE, self.guide)] if self.guide else []
        return found + ([(statements.SERIES, self.series)] if self.series else [])


@transaction.atomic
def ask(*, email: str, wish: Wish, form: ConsentContext) -> None:
    """Note what a normalised address asks for, and mail it the link that confirms.

    Silent about everything: an address for which the form was sent too often gets no further mail this
    hour. One that bounced or complained gets none at all; the worker finds that out, so that the answer
    takes no less time.
    """
    hashed = digest(email)
    subscriber, _ = Subscriber.objects.get_or_create(
        email=email, defaults={"email_hash": hashed, "source": form.source[:20]}
    )
    # Without the lock several forms at once would all count too few, and all keep their links.
    consent_records.lock_subscriber(subscriber)
    if _asked_too_often(subscriber):
        return
    for purpose, scope in wish.purposes():
        consent_records.append(
            subscriber, purpose=purpose, scope=scope, action=Consent.ASKED, form=form, what=wish.title
        )
    _replace_former(subscriber, wish)
    sign_up = SignUp.objects.create(
        subscriber=subscriber, guide=wish.guide, news=wish.news, series=wish.series
    )
    outbox.queue("newsletter.confirmation", to=email, args={"sign_up_id": sign_up.pk})


def _asked_too_often(subscriber: Subscriber) -> bool:
    hour_ago = timezone.now() - timedelta(hours=1)
    return subscriber.sign_ups.filter(created_at__gt=hour_ago).count() >= MOST_AN_HOUR


def _replace_former(subscriber: Subscriber, wish: Wish) -> None:
    """The newest link for a thing is the one that works: its tick says what is wanted now."""
    former = subscriber.sign_ups.filter(guide=wish.guide, series=wish.series, used_at=None)
    former.update(replaced=True)


def sign_up_of(token: str) -> SignUp:
    """The sign-up a mailed link is about; BadToken where there is none any more."""
    pk, nonce = tokens.read(tokens.CONFIRM, token)
    found = SignUp.objects.select_related("subscriber").filter(pk=pk, nonce=nonce, replaced=False).first()
    if found is None:
        raise BadToken("gone")
    return found


@transaction.atomic
def confirm(*, token: str, ip: str = "") -> SignUp:
    """Make what was asked for true, once: a second press changes nothing and mails nothing."""
    sign_up = sign_up_of(token)
    unused = SignUp.objects.filter(pk=sign_up.pk, used_at=None, replaced=False)
    consent_records.lock_subscriber(sign_up.subscriber)
    if unused.update(used_at=timezone.now()):
        _carry_out(sign_up, ConsentContext(source=sign_up.subscriber.source, page="confirm", ip=ip))
    return sign_up


def _carry_out(sign_up: SignUp, form: ConsentContext) -> None:
    subscriber = sign_up.subscriber
    _mark_confirmed(subscriber)
    wish = Wish(guide=sign_up.guide, news=sign_up.news, series=sign_up.series)
    for purpose, scope in wish.purposes():
        if purpose == statements.GUIDE:
            consent_records.append(
                subscriber, purpose=purpose, scope=scope, action=Consent.CONFIRMED, form=form
            )
        else:
            consent_records.grant(subscriber, purpose=purpose, scope=scope, form=form)
    if wish.news or wish.series:
        # Whoever left before has just come back of their own will. A complaint stays a complaint.
        listed = Suppression.objects.filter(email_hash=subscriber.email_hash)
        listed.exclude(reason__in=Suppression.DEAD).delete()
    if sign_up.guide:
        args = {"subscriber_id": subscriber.pk, "slug": sign_up.guide}
        outbox.queue("newsletter.guide", to=subscriber.email, args=args)


def _mark_confirmed(subscriber: Subscriber) -> None:
    now = timezone.now()
    subscriber.state = Subscriber.CONFIRMED
    subscriber.confirmed_at = subscriber.confirmed_at or now
    subscriber.active_at = now
    subscriber.left_at = None
    subscriber.save(update_fields=["state", "confirmed_at", "active_at", "left_at"])
