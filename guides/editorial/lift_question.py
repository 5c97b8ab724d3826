"""Takes a reader's question with its answer into the guide's own questions."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import linebreaks
from wagtail.models import Page

from guides.models import GuidePage, ReaderQuestion


class NotAnswered(ValueError):
    """The question has no answer that is shown."""


@transaction.atomic
def lift(*, question: ReaderQuestion, by: AbstractBaseUser | AnonymousUser) -> GuidePage:
    """Add it to the newest draft, in the last block of questions or a new one. Raises NotAnswered.

    It stays below the guide until the draft is published.
    """
    if not question.live:
        raise NotAnswered
    Page.objects.select_for_update().get(pk=question.guide_id)
    draft: GuidePage = question.guide.get_latest_revision_as_object()
    stored = list(draft.body.get_prep_value())
    _questions_of(stored).append({"type": "item", "id": str(uuid4()), "value": _entry(question)})
    draft.body = draft.body.stream_block.to_python(stored)
    draft.save_revision(user=by, log_action=True, clean=False)
    return draft


def _entry(question: ReaderQuestion) -> dict[str, str]:
    return {"question": question.question, "answer": linebreaks(question.answer, autoescape=True)}


def _questions_of(stored: list[Any]) -> list[Any]:
    """The entries of the last block of questions, which is added if there is none."""
    for block in reversed(stored):
        if block["type"] == "questions":
            found: list[Any] = block["value"]["questions"]
            return found
    entries: list[Any] = []
    value = {"heading": "Questions", "questions": entries}
    stored.append({"type": "questions", "id": str(uuid4()), "value": value})
    return entries


def lift_view(request: HttpRequest, pk: int) -> HttpResponse:
    """`/office/reader-questions/<id>/lift/`: asks once, then leads to the guide's draft."""
    question = get_object_or_404(ReaderQuestion.objects.select_related("guide"), pk=pk)
    permissions = question.guide.permissions_for_user(request.user)
    if not permissions.can_edit() or permissions.page_locked() or not question.live:
        raise PermissionDenied
    if request.method == "POST":
        draft = lift(question=question, by=request.user)
        return redirect("wagtailadmin_pages:edit", draft.pk)
    return render(request, "desk/lift_question.html", {"question": question})
