"""What marketers change about one person: adding by hand, tags, and unsubscribing at the person’s request.

The log of the office names who did it, and the address in part only, so that erasing a person leaves none.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from wagtail.log_actions import log

from guides.newsletter.cms.importing import Row, take
from guides.newsletter.consent import tags, unsubscribe
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.models import Subscriber, Suppression
from shop.london import iso

SOURCE = "office"


class NeverWrittenTo(Exception):
    """The address unsubscribed, complained, bounced or was erased: only its owner can come back."""

    def __str__(self) -> str:
        return (
            "This address is on the list of those we never write to, because its owner left or it can’t be "
            "reached. Only the owner can sign up again, by the form in the shop."
        )


@transaction.atomic
def add(*, email: str, purposes: Sequence[str], words: str, on: date) -> Subscriber:
    """Store a permission that was given elsewhere. Raises NeverWrittenTo."""
    rows = [Row(email, purpose, f"{words} ({iso(on)})", on) for purpose in purposes]
    if take(rows, dry_run=False, source=SOURCE).suppressed:
        raise NeverWrittenTo
    person = Subscriber.objects.get(email=email)
    _log(person, "wagtail.create")
    return person


@transaction.atomic
def put_tag(*, person: Subscriber, name: str) -> None:
    """Put a tag on a person. Raises tags.BadTag."""
    tags.add(person=person, name=name)
    _log(person, "wagtail.edit")


@transaction.atomic
def take_tag(*, person: Subscriber, name: str) -> None:
    """Take a tag off a person."""
    tags.remove(person=person, name=name)
    _log(person, "wagtail.edit")


@transaction.atomic
def end(*, person: Subscriber) -> None:
    """Unsubscribe somebody who asked us to, by telephone or letter."""
    form = ConsentContext(SOURCE, page="subscribers", basis="asked us to")
    unsubscribe.end_all(person, reason=Suppression.LEFT, form=form)
    _log(person, "wagtail.edit")


def _log(person: Subscriber, action: str) -> None:
    log(person, action, title=person.masked)
