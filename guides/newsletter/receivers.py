"""Receivers of Wagtail's signals about pages and free guides."""

from collections.abc import Mapping
from functools import partial

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, published

from guides.newsletter.consent import followers
from guides.newsletter.lead_magnet.tasks import make_pdf, make_pictures
from guides.newsletter.models import FreeGuide, Newsletter, Permission, Subscriber
from guides.newsletter.sending import announcements, audience
from guides.newsletter.sending.audience import MARKETING
from guides.newsletter.sending.weekly_most import had_enough
from shop.signals import ask_had_enough, ask_marketing_allowed, list_marketing_allowed, name_sources


@receiver(name_sources, dispatch_uid="newsletter.name_sources")
def subjects(keys: Mapping[str, list[int]], **_: object) -> dict[str, str]:
    """The subject of each newsletter that sold something."""
    found = Newsletter.objects.filter(pk__in=keys.get("letter", []))
    return {f"letter-{pk}": f"Newsletter: {subject}" for pk, subject in found.values_list("pk", "subject")}


@receiver(ask_marketing_allowed, dispatch_uid="newsletter.marketing_allowed")
def marketing_allowed(email: str, **_: object) -> bool:
    """Whether its owner may be sent offers today; following a series alone doesn't allow it."""
    return audience.in_force().filter(subscriber__email=email, purpose__in=MARKETING).exists()


@receiver(ask_had_enough, dispatch_uid="newsletter.had_enough")
def has_had_enough(email: str, **_: object) -> bool:
    """Whether the most of a week is reached; no answer for an address that gets no newsletters."""
    return Subscriber.objects.filter(had_enough(), email=email).exists()


@receiver(list_marketing_allowed, dispatch_uid="newsletter.all_marketing_allowed")
def all_marketing_allowed(**_: object) -> QuerySet[Permission, str]:
    """The addresses of which `marketing_allowed` is true."""
    allowed = audience.in_force().filter(purpose__in=MARKETING)
    return allowed.values_list("subscriber__email", flat=True)


@receiver(published, sender=FreeGuide, dispatch_uid="newsletter.guide_published")
def guide_published(instance: FreeGuide, **_: object) -> None:
    """Render PDF and pictures in tasks: they take seconds. Wagtail also sends this for a scheduled guide."""
    if instance.live:
        for make in (make_pdf, make_pictures):
            transaction.on_commit(partial(make.enqueue, instance.pk))


@receiver(page_published, dispatch_uid="newsletter.part_published")
def part_published(instance: Page, **_: object) -> None:
    """Announce a page with `announces_part = True` to the followers of its series, once.

    Wagtail also sends this signal when a page is scheduled, and again when it goes live.
    """
    if instance.live and getattr(instance, "announces_part", False):
        announcements.announce(part=instance)


@receiver(post_delete, dispatch_uid="newsletter.series_deleted")
def series_deleted(sender: type[Model], instance: Model, **_: object) -> None:
    """End the consents to a deleted series; an unpublished one keeps its followers."""
    if isinstance(instance, Page) and getattr(sender, "has_followers", False):
        followers.end(slug=instance.slug)


@receiver(page_slug_changed, dispatch_uid="newsletter.series_renamed")
def series_renamed(instance: Page, instance_before: Page, **_: object) -> None:
    """Keep the followers of a series whose slug changed."""
    if getattr(instance, "has_followers", False):
        followers.rename(old=instance_before.slug, new=instance.slug)
