"""The email that answers a reader's question."""

from guides.feedback.questions import ANSWERED
from guides.models import ReaderQuestion
from shop.mail.compose import Content, absolute, render
from shop.mail.kinds import register

KEEP_DAYS = 30


def register_kind() -> None:
    """Register how the email is composed; called once all models are loaded."""
    register(
        ANSWERED,
        label="Answer to a reader’s question",
        compose=answered,
        moment="A reader’s question below a guide is answered.",
        keep_days=KEEP_DAYS,
    )


def answered(question_id: int) -> Content | None:
    """The question with its answer; None if it isn't shown any more."""
    found = ReaderQuestion.objects.live().filter(pk=question_id)
    question = found.select_related("guide", "answered_by").first()
    if question is None:
        return None
    _, _, path = question.guide.get_url_parts() or (0, "", "/guides/")
    context = {"question": question, "url": absolute(f"{path}#reader-questions")}
    return render("guides/mail/question", subject=f"Your question on “{question.guide}”", context=context)
