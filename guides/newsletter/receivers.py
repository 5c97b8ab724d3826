"""What follows from publishing, and from what mail providers report."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import published

from guides.newsletter import tasks
from guides.newsletter.models import FreeGuide


@receiver(published, sender=FreeGuide, dispatch_uid="newsletter.guide_published")
def guide_published(instance: FreeGuide, **_: Any) -> None:
    """A published guide gets its PDF from a task: rendering takes seconds."""
    transaction.on_commit(lambda: tasks.make_pdf.enqueue(instance.pk))
