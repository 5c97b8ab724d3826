"""What follows from publishing, and from what mail providers report."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, published

from guides.newsletter.consent import followers
from guides.newsletter.lead_magnet.tasks import make_pdf
from guides.newsletter.models import FreeGuide
from guides.newsletter.sending import announcements


@receiver(published, sender=FreeGuide, dispatch_uid="newsletter.guide_published")
def guide_published(instance: FreeGuide, **_: Any) -> None:
    """A published guide gets its PDF from a task: rendering takes seconds. Scheduling sends this, too."""
    if instance.live:
        transaction.on_commit(lambda: make_pdf.enqueue(instance.pk))


@receiver(page_published, dispatch_uid="newsletter.part_published")
def part_published(instance: Any, **_: Any) -> None:
    """A page whose class says `announces_part = True` tells its series' followers, once.

    Wagtail sends this signal for a page that was only given its time, too, and again when that has come.
    """
    if instance.live and getattr(instance, "announces_part", False):
        announcements.announce(part=instance)


@receiver(post_delete, dispatch_uid="newsletter.series_deleted")
def series_deleted(sender: Any, instance: Any, **_: Any) -> None:
    """A deleted series ends the consents of its followers; one that is only unpublished keeps them."""
    if getattr(sender, "has_followers", False):
        followers.end(slug=instance.slug)


@receiver(page_slug_changed, dispatch_uid="newsletter.series_renamed")
def series_renamed(instance: Any, instance_before: Any, **_: Any) -> None:
    """Its followers stay."""
    if getattr(instance, "has_followers", False):
        followers.rename(old=instance_before.slug, new=instance.slug)
