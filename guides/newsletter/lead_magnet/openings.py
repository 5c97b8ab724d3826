"""Who has opened which free guide, by the link in their own email; automations ask for it."""

from guides.newsletter import tokens
from guides.newsletter.models import GuideOpening, Subscriber


def note_opening(*, token: str) -> None:
    """Store the first time; nothing for a reader who was erased."""
    key, slug = tokens.read(tokens.GUIDE, token)
    reader = Subscriber.objects.filter(key=key).first()
    if reader:
        opening = GuideOpening(subscriber=reader, guide=slug)
        GuideOpening.objects.bulk_create([opening], ignore_conflicts=True)
