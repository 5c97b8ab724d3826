"""Readers of the free guide, and what some of them did in the first two days."""

from itertools import batched
from typing import Final

from guides.newsletter import statements
from guides.newsletter.email_digest import digest
from guides.newsletter.models import Consent, Delivery, Newsletter, Permission, Subscriber

ROWS = 5_000
TENTH: Final = 10
LEFT, HAS_ENOUGH, FOLLOWS = range(3)  # of ten people one each; nothing happened to the others


def fill(people: int) -> None:
    """So many confirmed subscribers who asked for the guide and agreed to news."""
    for numbers in batched(range(people), ROWS):
        made = Subscriber.objects.bulk_create(_subscriber(number) for number in numbers)
        Permission.objects.bulk_create(
            Permission(subscriber=person, purpose=statements.NEWS) for person in made
        )
        Consent.objects.bulk_create(_asked(person) for person in made)


def _subscriber(number: int) -> Subscriber:
    email = f"reader{number}@example.com"
    return Subscriber(email=email, email_hash=digest(email), state=Subscriber.CONFIRMED, source="bench")


def _asked(person: Subscriber) -> Consent:
    return Consent(
        subscriber=person,
        email_hash=person.email_hash,
        purpose=statements.GUIDE,
        action=Consent.CONFIRMED,
        source="bench",
    )


def live_on(emails_a_week: int) -> None:
    """A tenth withdraws, a tenth has had all its emails of this week, a tenth follows a series."""
    keys = list(Subscriber.objects.order_by("pk").values_list("pk", flat=True))
    Permission.objects.filter(subscriber__in=keys[LEFT::TENTH]).delete()
    follows = (
        Permission(subscriber_id=key, purpose=statements.SERIES, scope="massage")
        for key in keys[FOLLOWS::TENTH]
    )
    Permission.objects.bulk_create(follows, batch_size=ROWS)
    for _ in range(emails_a_week):
        letter = Newsletter.objects.create(subject="Earlier this week", body=[("text", "<p>Words.</p>")])
        sent = (
            Delivery(newsletter=letter, subscriber_id=key, state=Delivery.SENT)
            for key in keys[HAS_ENOUGH::TENTH]
        )
        Delivery.objects.bulk_create(sent, batch_size=ROWS)
