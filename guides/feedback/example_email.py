"""What the example of an answer to a reader is about; without a guide there is none."""

from typing import Any

from django.utils import timezone

from guides.models import GuidePage, Person, ReaderQuestion


def a_question() -> dict[str, Any] | None:
    """The arguments of the email."""
    guide = GuidePage.objects.live().first()
    if guide is None:
        return None
    row = ReaderQuestion.objects.create(
        guide=guide,
        question="How warm should the oil be?",
        answer="As warm as your hand.",
        answered_by=Person.objects.filter(live=True).first(),
        state=ReaderQuestion.SHOWN,
        answered_at=timezone.now(),
    )
    return {"question_id": row.pk}
