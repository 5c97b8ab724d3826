"""Renders a free guide's PDF and pictures outside requests: each takes seconds."""

from django.tasks import task

from guides.newsletter.lead_magnet.pdf import publish
from guides.newsletter.models import FreeGuide


@task
def make_pdf(guide_id: int) -> None:
    """Render a published guide."""
    if guide := FreeGuide.objects.filter(pk=guide_id, live=True).first():
        publish(guide)


@task
def make_pictures(guide_id: int) -> None:
    """Render the page after it went live, so that its pictures are encoded before the first visit."""
    if guide := FreeGuide.objects.filter(pk=guide_id, live=True).first():
        guide.make_preview_request()
