"""Export and erasure of what somebody asked below guides, by the hash of their address."""

from typing import Any

from django.db.models import QuerySet

from guides.feedback.questions import hash_of
from guides.models import ReaderQuestion
from shop.privacy.personal_data import erases, exports


def _asked_by(email: str) -> QuerySet[ReaderQuestion]:
    found: QuerySet[ReaderQuestion] = ReaderQuestion.objects.filter(email_hash=hash_of(email))
    return found


@exports("guides.ReaderQuestion")
def export_questions(email: str, **_: object) -> dict[str, Any]:
    """Each question with its guide and answer."""
    rows = _asked_by(email).select_related("guide")
    asked = [{"guide": row.guide.title, "question": row.question, "answer": row.answer} for row in rows]
    return {"questions_below_guides": asked} if asked else {}


@erases("guides.ReaderQuestion")
def erase_questions(email: str, **_: object) -> list[str]:
    """The questions with their answers, shown ones too."""
    questions = list(_asked_by(email))
    for question in questions:
        question.delete()  # one by one, so that their guides are shown without them
    return ["Removed: your questions below guides."] if questions else []
