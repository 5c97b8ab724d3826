"""Store readers' feedback and list the comments that an editor approved."""

from guides.models import Feedback, GuidePage

SHOWN = 5


class NoSuchGuide(Exception):
    """There is no public guide with this id."""


def take(*, guide_id: int, is_helpful: bool, comment: str) -> Feedback:
    """Store an answer. Its comment is public only after an editor approved it. Raises NoSuchGuide."""
    guide = GuidePage.objects.live().public().filter(pk=guide_id).first()
    if guide is None:
        raise NoSuchGuide
    state = Feedback.NEW if comment else Feedback.HIDDEN
    return Feedback.objects.create(guide=guide, is_helpful=is_helpful, comment=comment, state=state)


def comments_on(page: GuidePage) -> list[str]:
    """The latest comments that an editor approved."""
    found = Feedback.objects.live().filter(guide_id=page.pk)
    return list(found.values_list("comment", flat=True)[:SHOWN])
