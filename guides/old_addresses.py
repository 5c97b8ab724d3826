"""A person's or topic's page that moves leaves a redirect, as Wagtail does for pages."""

from typing import Protocol

from django.db.models import Model
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

NAMES = {"Person": "guides-person", "Topic": "guides-topic"}


class Addressed(Protocol):
    """A person or a topic."""

    pk: int | None
    slug: str | None


def keep_old_address(sender: type[Model], instance: Addressed, **_: object) -> None:
    """Handler of pre_save: the address that was public leads to the new one."""
    old = sender._default_manager.filter(pk=instance.pk, live=True).values_list("slug", flat=True).first()
    if not old or not instance.slug or old == instance.slug:
        return
    name = NAMES[sender.__name__]
    before, now = (reverse(name, args=[slug]) for slug in (old, instance.slug))
    Redirect.objects.filter(old_path=Redirect.normalise_path(now)).delete()  # else it would lead away from it
    Redirect.objects.filter(redirect_link=before).update(redirect_link=now)
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(before), site=None, defaults={"redirect_link": now}
    )
