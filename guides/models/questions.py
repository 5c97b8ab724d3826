"""Questions that readers ask below a guide, answered by a named person."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from guides.claims.cms.forms import ClaimsForm
from shop.fields.email import EmailColumn
from shop.trader.header import shop_name

LONGEST_QUESTION = 300


class ReaderQuestionQuerySet(models.QuerySet["ReaderQuestion"]):
    """Queries for questions."""

    def live(self) -> "ReaderQuestionQuerySet":
        """Questions that are shown below their guide."""
        return self.filter(state=ReaderQuestion.SHOWN)


class ReaderQuestion(models.Model):
    """A question, and the answer with which it is published.

    The address is there for the answer alone: it is emptied once the answer is queued, the question is
    refused, or half a year has passed. Its hash stays, so that the question can be erased with the address.
    """

    base_form_class = ClaimsForm

    NEW, SHOWN, HIDDEN = "new", "shown", "hidden"
    STATES = ((NEW, "To be answered"), (SHOWN, "Shown below the guide"), (HIDDEN, "Not shown"))

    guide = models.ForeignKey("guides.GuidePage", on_delete=models.CASCADE, related_name="reader_questions")
    question = models.CharField(
        max_length=LONGEST_QUESTION, help_text="Take out names and what is said of a baby’s health."
    )
    answer = models.TextField(
        max_length=2000, blank=True, help_text="Counts as ours: it may claim no more than the guide itself."
    )
    answered_by = models.ForeignKey(
        "guides.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"live": True},
    )
    state = models.CharField(
        max_length=10,
        choices=STATES,
        default=NEW,
        help_text="Once it is shown, the answer is emailed to the reader who asked, and nothing else.",
    )
    email = EmailColumn(blank=True, editable=False)
    email_hash = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = ReaderQuestionQuerySet.as_manager()

    panels = (
        FieldPanel("guide", read_only=True),
        FieldPanel("question"),
        FieldPanel("answer"),
        FieldPanel("answered_by"),
        FieldPanel("state"),
    )

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["guide", "state"], name="guides_questions_shown")]

    def __str__(self) -> str:
        return self.question

    @property
    def live(self) -> bool:
        """Whether it is public. The claims check applies only then."""
        return self.state == self.SHOWN

    @property
    def answered_name(self) -> str:
        """Who answered; the shop's name once that person isn't published any more."""
        person = self.answered_by
        return person.name if person and person.live else shop_name()

    def clean(self) -> None:
        """Refuse to show a question without an answer by a named person. Raises ValidationError."""
        super().clean()
        missing = {}
        if self.live and not self.answer.strip():
            missing["answer"] = "A question is shown with its answer."
        if self.live and self.answered_by is None:
            missing["answered_by"] = "Say who answers."
        if missing:
            raise ValidationError(missing)
