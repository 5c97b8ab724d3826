"""Renders a free guide's PDF outside requests: it takes seconds."""

from django.tasks import task

from guides.newsletter.lead_magnet.pdf import publish
from guides.newsletter.models import FreeGuide


@task
def make_pdf(guide_id: int) -> None:
    """Render a published guide."""
    if guide := FreeGuide.objects.filter(pk=guide_id, live=True).first():
        publish(guide)
