"""The subscribers, whom the audience leaves out, and who leave half-way."""

from itertools import batched

from guides.newsletter.consent import unsubscribe
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.email_digest import digest
from guides.newsletter.models import Delivery, Permission, Subscriber, SubscriberTag
from guides.newsletter.tokens import for_unsubscribing

TAG = "lapsed"
EVERY = 10  # so many people to each one with the tag
ROWS = 5_000


def address(number: int) -> str:
    """The email address of a subscriber."""
    return f"reader{number}@example.com"


def is_tagged(number: int) -> bool:
    """Whether the audience leaves this subscriber out."""
    return number % EVERY == 0


def fill(people: int) -> None:
    """So many confirmed subscribers who agreed to news."""
    for numbers in batched(range(people), ROWS):
        made = Subscriber.objects.bulk_create(_subscriber(number) for number in numbers)
        Permission.objects.bulk_create(Permission(subscriber=person, purpose="news") for person in made)
        tagged = [person for number, person in zip(numbers, made, strict=True) if is_tagged(number)]
        SubscriberTag.objects.bulk_create(SubscriberTag(subscriber=person, name=TAG) for person in tagged)


def _subscriber(number: int) -> Subscriber:
    email = address(number)
    return Subscriber(email=email, email_hash=digest(email), state="confirmed", source="bench")


def let_some_leave(number: int = 50) -> set[str]:
    """Unsubscribe some people whose email still waits; returns their addresses."""
    waiting = Delivery.objects.filter(state=Delivery.WAITING).select_related("subscriber").order_by("-pk")
    people = [row.subscriber for row in waiting[:number] if row.subscriber]
    for person in people:
        unsubscribe.leave(token=for_unsubscribing(person), form=ConsentContext("bench"))
    return {person.email for person in people}
