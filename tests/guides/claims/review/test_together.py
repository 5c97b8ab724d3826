"""Several rules are answered at once on the review page, which counts what each needs."""

from typing import Any

import pytest

from guides.claims.content.urls import review_url
from guides.claims.models import Decision
from guides.claims.review import decisions
from guides.claims.review.gate import blocking
from guides.models import InfoPage
from tests.guides.claims.pages import an_info_page, finding
from tests.support.cast import signed_in
from tests.support.html import single_spaced

pytestmark = pytest.mark.django_db
REASON = "Quoted from a book that we review."
TWO = "A book called “Cures”. Another called “Eczema”. It cures."


@pytest.fixture
def page(mia: Any, nora: Any) -> InfoPage:
    mia.groups.add(*nora.groups.filter(name="Moderators"))
    return an_info_page(TWO, owner=mia)


def ask(page: InfoPage, by: Any, *ticks: str, reason: str = REASON) -> Any:
    data = {"do": "ask", "together": "1", "fingerprint": ticks, "reason": reason}
    return signed_in(by).post(review_url(page), data)


def answer(page: InfoPage, by: Any, *ticks: str, do: str = "approve", words: str = "") -> Any:
    data = {"do": do, "together": "1", "decision": ticks, "answer": words}
    return signed_in(by).post(review_url(page), data)


def values(page: InfoPage, by: Any) -> list[str]:
    return [group.value for group in signed_in(by).get(review_url(page)).context["waiting"]]


def test_the_page_counts_sentences_by_what_they_need(page: InfoPage, mia: Any) -> None:
    assert "Not allowed: 3 sentences" in single_spaced(signed_in(mia).get(review_url(page)))


def test_one_reason_asks_for_several_rules(page: InfoPage, mia: Any) -> None:
    ticks = values(page, mia)
    assert len(ticks) > 1
    assert ask(page, mia, *ticks).status_code == 302
    assert {row.reason for row in Decision.objects.all()} == {REASON}
    assert len({row.rule_code for row in Decision.objects.all()}) == len(ticks)


def test_one_answer_approves_several_rules(page: InfoPage, mia: Any, nora: Any) -> None:
    ask(page, mia, *values(page, mia))
    assert "Approve what is ticked" in single_spaced(signed_in(nora).get(review_url(page)))
    answer(page, nora, *values(page, nora))
    assert not blocking(page)


def test_what_is_not_ticked_stays(page: InfoPage, mia: Any, nora: Any) -> None:
    ask(page, mia, *values(page, mia))
    answer(page, nora, values(page, nora)[0])
    assert {row.state for row in Decision.objects.all()} == {Decision.APPROVED, Decision.ASKED}


def test_one_that_may_not_be_decided_stops_all(page: InfoPage, mia: Any, nora: Any) -> None:
    ask(page, mia, values(page, mia)[0])
    decisions.ask(instance=page, finding=finding(page, "C021"), by=nora, reason=REASON)
    keys = Decision.objects.values_list("pk", flat=True)
    assert answer(page, nora, " ".join(map(str, keys))).status_code == 422
    assert not Decision.objects.filter(state=Decision.APPROVED).exists()


@pytest.mark.parametrize("do", ["ask", "answer"])
def test_without_a_tick_a_sentence_says_so(page: InfoPage, mia: Any, nora: Any, do: str) -> None:
    said = ask(page, mia) if do == "ask" else answer(page, nora)
    assert said.status_code == 422
    assert "Please tick what your" in single_spaced(said)


def test_ticks_and_reason_stay_when_the_reason_is_too_short(page: InfoPage, mia: Any) -> None:
    said = ask(page, mia, *values(page, mia), reason="A title")
    assert said.status_code == 422
    assert single_spaced(said).count('" checked') == len(values(page, mia))
    assert "A title</textarea>" in said.content.decode()


def test_evidence_is_asked_for_by_itself(mia: Any, nora: Any) -> None:
    mia.groups.add(*nora.groups.filter(name="Moderators"))
    page = an_info_page("It relieves it. It relieves aches.", owner=mia)
    assert "Ask for what is ticked above" not in single_spaced(signed_in(mia).get(review_url(page)))
