"""Count refused cards, each once, and stop card testing."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from shop.payment.models import Decline, PaymentAttempt
from shop.payment.services.attempts import ClientKeys, TooManyDeclines

MOST_OF_AN_ORDER, LOCKED_FOR = 5, timedelta(minutes=15)
MOST_OF_A_SESSION, MOST_OF_AN_ADDRESS, WINDOW = 10, 20, timedelta(hours=1)


def count_decline(attempt: PaymentAttempt, *, reference: str, code: str) -> bool:
    """Store a refused card once, by Stripe's id of the refusal; returns whether it was new."""
    if not reference:
        return False
    defaults = {"attempt": attempt, "code": code}
    return Decline.objects.get_or_create(reference=reference[:80], defaults=defaults)[1]


def _of_order(attempt: PaymentAttempt) -> int:
    since = timezone.now() - LOCKED_FOR
    return Decline.objects.filter(created_at__gte=since, attempt__order_id=attempt.order_id).count()


def tests_cards(attempt: PaymentAttempt) -> bool:
    """Whether more cards were refused than our own page allows."""
    return _of_order(attempt) > MOST_OF_AN_ORDER


def refuse_card_testing(attempt: PaymentAttempt, visitor: ClientKeys) -> None:
    """Raise TooManyDeclines; asked before each try, and before there is a PaymentIntent."""
    if not _was_refused_lately(attempt, visitor):
        return
    if _of_order(attempt) >= MOST_OF_AN_ORDER:
        raise TooManyDeclines
    hour = Decline.objects.filter(created_at__gte=timezone.now() - WINDOW)
    if visitor.session and hour.filter(attempt__session_hash=visitor.session).count() >= MOST_OF_A_SESSION:
        raise TooManyDeclines
    if visitor.address and hour.filter(attempt__address_hash=visitor.address).count() >= MOST_OF_AN_ADDRESS:
        raise TooManyDeclines


def _was_refused_lately(attempt: PaymentAttempt, visitor: ClientKeys) -> bool:
    """Whether there is anything to count; usually not, so that one query is enough."""
    known = Q(attempt__order_id=attempt.order_id)
    if visitor.session:
        known |= Q(attempt__session_hash=visitor.session)
    if visitor.address:
        known |= Q(attempt__address_hash=visitor.address)
    return Decline.objects.filter(known, created_at__gte=timezone.now() - WINDOW).exists()


def forget_visitors() -> int:
    """Delete hashes that no limit needs any more; returns how many. Called by the sweep."""
    old = PaymentAttempt.objects.filter(~Q(session_hash="") | ~Q(address_hash=""))
    before = timezone.now() - timedelta(days=1)
    return old.filter(updated_at__lt=before).update(session_hash="", address_hash="")
