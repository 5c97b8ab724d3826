"""What follows from publishing, and from what mail providers report."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import page_published, page_slug_changed, page_unpublished, published

from guides.newsletter import series, tasks
from guides.newsletter.models import FreeGuide


@receiver(published, sender=FreeGuide, dispatch_uid="newsletter.guide_published")
def guide_published(instance: FreeGuide, **_: Any) -> None:
    """A published guide gets its PDF from a task: rendering takes seconds."""
    transaction.on_commit(lambda: tasks.make_pdf.enqueue(instance.pk))


@receiver(page_published, dispatch_uid="newsletter.part_published")
def part_published(instance: Any, **_: Any) -> None:
    """A page whose class says `announces_part = True` tells its series' followers, once."""
    if getattr(instance, "announces_part", False):
        series.announce(part=instance)


@receiver(page_unpublished, dispatch_uid="newsletter.series_ended")
def series_ended(instance: Any, **_: Any) -> None:
    """A page whose class says `has_followers = True` takes their consents with it."""
    if getattr(instance, "has_followers", False):
        series.end(slug=instance.slug)


@receiver(page_slug_changed, dispatch_uid="newsletter.series_renamed")
def series_renamed(instance: Any, instance_before: Any, **_: Any) -> None:
    """Its followers stay."""
    if getattr(instance, "has_followers", False):
        series.rename(old=instance_before.slug, new=instance.slug)
