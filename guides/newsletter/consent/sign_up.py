"""Newsletter sign-up with double opt-in: the form is confirmed by a button behind an emailed link.

Every address gets the same answer and the same kind of email, so that nobody learns who is subscribed.
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

MAX_PER_HOUR = 3
NEWS_AND_OFFERS = (statements.NEWS, statements.OFFERS)


@dataclass(frozen=True)
class Wish:
    """What a form asks for: a free guide, the newsletter, or the next parts of a series."""

    guide: str = ""
    news: bool = False
    series: str = ""
    title: str = ""  # of the guide or the series, as shown in the form

    def purposes(self) -> list[tuple[str, str]]:
        """Purpose and scope of each request."""
        found = [(purpose, "") for purpose in NEWS_AND_OFFERS if self.news]
        found += [(statements.GUIDE, self.guide)] if self.guide else []
        return found + ([(statements.SERIES, self.series)] if self.series else [])


@transaction.atomic
def ask(*, email: str, wish: Wish, form: ConsentContext) -> None:
    """Store a request for a normalised address and email the confirmation link.

    The caller learns nothing about the address. After too many requests it gets no further email for an hour.
    An address that bounced or complained gets none; the worker checks that, so that the answer takes the
    same time.
    """
    hashed = digest(email)
    subscriber, _ = Subscriber.objects.get_or_create(
        email=email, defaults={"email_hash": hashed, "source": form.source[:20]}
    )
    # Without the lock, simultaneous forms would pass the limit, and several links would stay valid.
    consent_records.lock_subscriber(subscriber)
    if _asked_too_often(subscriber):
        return
    for purpose, scope in wish.purposes():
        consent_records.append(
            subscriber, purpose=purpose, scope=scope, action=Consent.ASKED, form=form, what=wish.title
        )
    _invalidate_earlier(subscriber, wish)
    sign_up = SignUp.objects.create(
        subscriber=subscriber, guide=wish.guide, news=wish.news, series=wish.series
    )
    outbox.queue("newsletter.confirmation", to=email, args={"sign_up_id": sign_up.pk})


def _asked_too_often(subscriber: Subscriber) -> bool:
    hour_ago = timezone.now() - timedelta(hours=1)
    return subscriber.sign_ups.filter(created_at__gt=hour_ago).count() >= MAX_PER_HOUR


def _invalidate_earlier(subscriber: Subscriber, wish: Wish) -> None:
    """Invalidate earlier links for the same request: only the newest form counts."""
    former = subscriber.sign_ups.filter(guide=wish.guide, series=wish.series, used_at=None)
    former.update(replaced=True)


def sign_up_of(token: str) -> SignUp:
    """The sign-up of an emailed link; raises BadToken if it was deleted or replaced."""
    pk, nonce = tokens.read(tokens.CONFIRM, token)
    found = SignUp.objects.select_related("subscriber").filter(pk=pk, nonce=nonce, replaced=False).first()
    if found is None:
        raise BadToken("gone")
    return found


@transaction.atomic
def confirm(*, token: str, ip: str = "") -> SignUp:
    """Carry out a sign-up once; a second click changes nothing and sends no email."""
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
        # A person who unsubscribed has asked to come back; bounces and complaints stay suppressed.
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
