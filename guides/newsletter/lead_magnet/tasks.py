"""Renders a free guide's PDF outside requests: it takes seconds."""

from guides.newsletter.lead_magnet.pdf import publish
from guides.newsletter.models import FreeGuide
from guides.newsletter.task_path import newsletter_task


@newsletter_task
def make_pdf(guide_id: int) -> None:
    """Render a published guide."""
    if guide := FreeGuide.objects.filter(pk=guide_id, live=True).first():
        publish(guide)
