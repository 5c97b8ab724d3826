"""Take readers' questions, tell them the answer, and forget their addresses."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from guides.feedback.services import NoSuchGuide
from guides.models import GuidePage, ReaderQuestion
from shop.fields.email_address import tidy
from shop.mail.outbox import queue_once
from shop.privacy.address_digest import digest
from shop.privacy.periods import in_words
from shop.privacy.rules import Rule

ANSWERED = "feedback.question_answered"
SHOWN = 20
KEPT = timedelta(days=180)  # for how long we keep the address of a question that waits


def hash_of(email: str) -> str:
    """By what the questions of an address are found, however it is typed."""
    return digest(tidy(email).lower())


def ask(*, guide_id: int, question: str, email: str) -> ReaderQuestion:
    """Store a question. It is public only after somebody answered it. Raises NoSuchGuide."""
    guide = GuidePage.objects.live().public().filter(pk=guide_id).first()
    if guide is None:
        raise NoSuchGuide
    asked: ReaderQuestion = ReaderQuestion.objects.create(
        guide=guide, question=question, email=email, email_hash=hash_of(email) if email else ""
    )
    return asked


def answered_on(page: GuidePage) -> list[ReaderQuestion]:
    """The latest answered questions that the guide's own text doesn't hold yet."""
    found = ReaderQuestion.objects.live().filter(guide_id=page.pk).select_related("answered_by")
    return [one for one in found[:SHOWN] if one.question not in _in_text(page)]


def _in_text(page: GuidePage) -> set[str]:
    blocks = (block.value["questions"] for block in page.body if block.block_type == "questions")
    return {entry["question"] for entries in blocks for entry in entries}


@transaction.atomic
def settle(question: ReaderQuestion) -> None:
    """After moderation: queue the answer for the reader who asked, once, and forget the address."""
    row = ReaderQuestion.objects.select_for_update().get(pk=question.pk)
    if row.state == ReaderQuestion.NEW:
        return
    if row.live and row.email:
        queue_once(ANSWERED, key=str(row.pk), to=row.email, args={"question_id": row.pk})
    at = row.answered_at or (timezone.now() if row.live else None)
    ReaderQuestion.objects.filter(pk=row.pk).update(email="", answered_at=at)


def _waiting(now: datetime) -> QuerySet[ReaderQuestion]:
    found: QuerySet[ReaderQuestion] = ReaderQuestion.objects.filter(created_at__lte=now - KEPT)
    return found.exclude(email="")


RULES = (
    Rule(
        "question-addresses",
        "addresses of readers’ questions that wait",
        in_words(KEPT),
        _waiting,
        lambda rows: rows.update(email=""),
    ),
)
