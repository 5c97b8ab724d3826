"""Tags on subscribers: words of the marketers’ own, which audiences are made of."""

from collections.abc import Iterable

from guides.newsletter.models import Subscriber, SubscriberTag

MOST = 20  # on one person


class BadTag(ValueError):
    """Why this isn’t a tag, as a sentence for the marketer."""


def tidy(name: str) -> str:
    """The tag in its stored form: one blank between words, no quotes, “market” for “Market”."""
    return " ".join(name.replace("\0", "").strip("\"' ").lower().split())[: SubscriberTag.LONGEST]


def split(cell: str) -> tuple[str, ...]:
    """The tags of a list with commas, such as Mailchimp’s “"Market","VIP"”; each once."""
    found = (tidy(one) for one in cell.split(","))
    return tuple(dict.fromkeys(one for one in found if one))[:MOST]


def add(*, person: Subscriber, name: str) -> None:
    """Put a tag on a person; a second time changes nothing. Raises BadTag."""
    tag = tidy(name)
    if not tag:
        raise BadTag("Enter a tag, such as “market stall”.")
    if person.tags.exclude(name=tag).count() >= MOST:
        raise BadTag(f"A person has {MOST} tags at most. Take one away first.")
    SubscriberTag.objects.get_or_create(subscriber=person, name=tag)


def remove(*, person: Subscriber, name: str) -> None:
    """Take a tag away; nothing happens if it is gone."""
    person.tags.filter(name=name).delete()


def names() -> list[str]:
    """Every tag that somebody has, by name."""
    return list(SubscriberTag.objects.order_by("name").values_list("name", flat=True).distinct())


def put_on(pairs: Iterable[tuple[Subscriber, Iterable[str]]]) -> None:
    """Put tags on many people at once; the ones that they have already stay."""
    rows = [SubscriberTag(subscriber=person, name=name) for person, named in pairs for name in named]
    SubscriberTag.objects.bulk_create(rows, ignore_conflicts=True)
