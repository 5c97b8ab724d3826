"""Readers ask below a guide; a named person's answer publishes the question and is emailed once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from guides.editorial.lift_question import lift
from guides.feedback import questions
from guides.models import GuidePage, ReaderQuestion
from shop.privacy.personal_data import data_of, erase_all
from shop.privacy.rules import carry_out
from tests.support import pages
from tests.support.cast import signed_in
from tests.support.html import html_of
from tests.support.outbox import send_queued

EMAIL, WORDS = "zoe@example.com", "How warm should the oil be?"


@pytest.fixture
def guide(db: None, django_capture_on_commit_callbacks: Any) -> GuidePage:
    with django_capture_on_commit_callbacks(execute=True):
        return pages.a_guide("legs", body=[pages.text()])


def send(guide: GuidePage, **data: str) -> Any:
    given = {"question": WORDS, "email": EMAIL} | data
    return Client().post(f"/guides/questions/{guide.pk}/", given)


def asked(guide: GuidePage) -> ReaderQuestion:
    send(guide)
    found: ReaderQuestion = ReaderQuestion.objects.get()
    return found


def answered(guide: GuidePage, answer: str = "As warm as your hand.") -> ReaderQuestion:
    question = asked(guide)
    question.answer, question.answered_by = answer, pages.a_person()
    question.state = ReaderQuestion.SHOWN
    question.full_clean()
    question.save()
    question.refresh_from_db()
    return question


def test_a_question_waits_and_its_reader_is_thanked(guide: GuidePage) -> None:
    answer = send(guide)
    assert "Thank you" in html_of(answer) and not answer.cookies
    kept = ReaderQuestion.objects.get()
    assert (kept.question, kept.email, kept.state) == (WORDS, EMAIL, "new")
    assert WORDS not in html_of(Client().get("/guides/legs/"))


def test_an_answer_is_shown_with_its_name(guide: GuidePage, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answered(guide)
    page = html_of(Client().get("/guides/legs/"))
    assert WORDS in page and "As warm as your hand." in page and "Nell Archer," in page
    assert EMAIL not in page


def test_the_reader_gets_the_answer_once_and_the_address_goes(guide: GuidePage) -> None:
    question = answered(guide)
    question.answer = "As warm as your wrist."
    question.save()
    send_queued()
    (email,) = mail.outbox
    assert (email.to, question.email) == ([EMAIL], "")
    assert WORDS in email.body and "Nell Archer" in email.body and "/guides/legs/#reader" in email.body


def test_without_an_address_nobody_is_emailed(guide: GuidePage) -> None:
    send(guide, email="")
    question = ReaderQuestion.objects.get()
    question.state, question.answer, question.answered_by = "shown", "Yes.", pages.a_person()
    question.save()
    send_queued()
    assert mail.outbox == []


@pytest.mark.parametrize("field", ["answer", "answered_by"])
def test_it_is_not_shown_without_an_answer_and_a_name(guide: GuidePage, field: str) -> None:
    question = asked(guide)
    question.state, question.answer, question.answered_by = "shown", "Yes.", pages.a_person()
    setattr(question, field, "" if field == "answer" else None)
    with pytest.raises(ValidationError, match=field):
        question.full_clean()


def test_an_answer_may_claim_no_more_than_a_guide(guide: GuidePage) -> None:
    with pytest.raises(ValidationError):
        answered(guide, "Our oil cures eczema.")
    assert ReaderQuestion.objects.get().state == "new"


@pytest.mark.parametrize("data", [{"question": "Why?"}, {"question": "x" * 301}, {"email": "zoe@"}])
def test_what_is_wrong_is_said_and_what_was_typed_stays(guide: GuidePage, data: dict[str, str]) -> None:
    answer = send(guide, **data)
    assert answer.status_code == 422 and next(iter(data.values())) in html_of(answer)
    assert not ReaderQuestion.objects.exists()


def test_robots_are_thanked_and_forgotten(guide: GuidePage) -> None:
    assert send(guide, website="https://spam.example").status_code == 200
    assert not ReaderQuestion.objects.exists()


def test_nobody_asks_a_hundred_things(guide: GuidePage) -> None:
    assert [send(guide).status_code for _ in range(6)] == [200] * 5 + [429]


def test_other_sites_cannot_ask_for_readers(guide: GuidePage) -> None:
    headers = {"Origin": "https://evil.example"}
    answer = Client().post(f"/guides/questions/{guide.pk}/", {"question": WORDS}, headers=headers)
    assert answer.status_code == 403


def test_a_refused_question_loses_its_address(guide: GuidePage) -> None:
    question = asked(guide)
    question.state = ReaderQuestion.HIDDEN
    question.save()
    question.refresh_from_db()
    assert question.email == ""


def test_addresses_are_forgotten_after_half_a_year(guide: GuidePage) -> None:
    question = asked(guide)
    old = timezone.now() - timedelta(days=181)
    ReaderQuestion.objects.filter(pk=question.pk).update(created_at=old)
    carry_out(questions.RULES)
    assert ReaderQuestion.objects.get().email == ""


def test_what_was_asked_is_exported_and_erased_with_the_address(guide: GuidePage) -> None:
    answered(guide)
    assert data_of(EMAIL.upper())["questions_below_guides"][0]["question"] == WORDS
    assert "Removed: your questions below guides." in erase_all(email=EMAIL)
    assert not ReaderQuestion.objects.exists()


def test_a_question_is_taken_into_the_guide(guide: GuidePage, editor: Any) -> None:
    question = answered(guide)
    client = signed_in(editor)
    address = f"/office/reader-questions/{question.pk}/lift/"
    assert WORDS in html_of(client.get(address))
    client.post(address)
    draft = GuidePage.objects.get().get_latest_revision_as_object()
    (entry,) = draft.body[-1].value["questions"]
    assert (entry["question"], str(entry["answer"].source)) == (WORDS, "<p>As warm as your hand.</p>")
    assert questions.answered_on(guide) == [question] and questions.answered_on(draft) == []


def test_a_second_question_joins_the_first(guide: GuidePage, editor: Any) -> None:
    question = answered(guide)
    for _ in range(2):
        lift(question=question, by=editor)
    draft = GuidePage.objects.get().get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == ["text", "questions"]
    assert len(draft.body[-1].value["questions"]) == 2


def test_questions_wait_on_the_first_page(guide: GuidePage, editor: Any) -> None:
    asked(guide)
    assert "1 question from readers" in html_of(signed_in(editor).get("/office/"))
