"""Taking in what readers say, and showing what an editor let through."""

from typing import Any

from guides.models import Feedback, GuidePage

SHOWN = 5


class NoSuchGuide(Exception):
    """Nobody can read this guide, so nobody can say anything of it."""


def take(*, guide_id: int, is_helpful: bool, comment: str) -> Feedback:
    """Keep an answer; its comment is shown only after somebody has read it."""
    guide = GuidePage.objects.live().public().filter(pk=guide_id).first()
    if guide is None:
        raise NoSuchGuide
    state = Feedback.NEW if comment else Feedback.HIDDEN
    return Feedback.objects.create(guide=guide, is_helpful=is_helpful, comment=comment, state=state)


def comments_on(page: Any) -> list[str]:
    """The latest comments that an editor let through."""
    found = Feedback.objects.live().filter(guide_id=page.pk)
    return list(found.values_list("comment", flat=True)[:SHOWN])
