"""Which kinds of email are sent. Only a kind whose room asks `is_on` before it queues one can be off."""

from shop.caching.site_version import site
from shop.mail.models import EmailSwitch


def is_on(kind: str) -> bool:
    """Whether new emails of this kind are queued; those in the outbox leave in any case."""
    return not EmailSwitch.objects.filter(kind=kind, is_on=False).exists()


def switched_off() -> set[str]:
    """The kinds that are off."""
    return set(EmailSwitch.objects.filter(is_on=False).values_list("kind", flat=True))


def switch(*, kind: str, on: bool) -> None:
    """Switch a kind on or off; pages that offer it are made anew."""
    row, _ = EmailSwitch.objects.get_or_create(kind=kind)
    if row.is_on != on:
        row.is_on = on
        row.save()
        site.bump_on_commit()
