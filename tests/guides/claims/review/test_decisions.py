"""Evidence, qualifiers and overrides: with a reason, and two people where it matters."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from wagtail.rich_text import RichText

from guides.claims.content.authors import authors_of
from guides.claims.content.urls import review_url
from guides.claims.models import Decision, Evidence
from guides.claims.review import decisions
from guides.claims.review.gate import blocking
from guides.models import InfoPage
from tests.guides.claims.pages import CLAIM, an_info_page, finding, text_block
from tests.support import pages as support_pages
from tests.support.cast import access, signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db
REASON = "The report is on file."


@pytest.fixture
def report(db) -> Evidence:
    return Evidence.objects.create(kind="report", title="Test 12", reference="Folder 3")


def asked(page, code: str, by, *evidence: Evidence) -> Decision:
    return decisions.ask(instance=page, finding=finding(page, code), by=by, reason=REASON, evidence=evidence)


def test_evidence_and_a_second_person_let_it_go_live(mia, nora, report):
    page = an_info_page("It relieves aches.", owner=mia)
    for code in ("C025", "C095"):
        decision = asked(page, code, mia, report)
        assert blocking(page)
        decisions.decide(decision=decision, by=nora, approve=True)
    page.get_latest_revision().publish()
    assert InfoPage.objects.get(pk=page.pk).live


def test_without_evidence_nobody_is_asked(mia):
    page = an_info_page("It relieves it.", owner=mia)
    with pytest.raises(decisions.DecisionRefused, match="Attach evidence"):
        asked(page, "C025", mia)


def test_author_does_not_approve(mia, nora, report):
    page = an_info_page("It relieves it.", owner=nora)
    with pytest.raises(decisions.DecisionRefused, match="You wrote part of this"):
        decisions.decide(decision=asked(page, "C025", mia, report), by=nora, approve=True)


def test_who_asked_does_not_approve(mia, nora, report):
    page = an_info_page("It relieves it.", owner=mia)
    with pytest.raises(decisions.DecisionRefused, match="other than the author"):
        decisions.decide(decision=asked(page, "C025", nora, report), by=nora, approve=True)


def test_editor_does_not_approve(mia, ben, report):
    page = an_info_page("It relieves it.", owner=ben)
    with pytest.raises(decisions.DecisionRefused, match="Only claims approvers"):
        decisions.decide(decision=asked(page, "C025", ben, report), by=mia, approve=True)


def test_qualifier_in_words_of_the_writers_own_takes_two(mia, nora):
    page = an_info_page("Studies show it.", owner=mia)
    decision = asked(page, "C063", mia)
    assert blocking(page)
    decisions.decide(decision=decision, by=nora, approve=True)
    assert not blocking(page)


def test_whoever_wrote_any_version_does_not_approve(mia, nora, ben):
    page = an_info_page("It relieves it.", owner=mia)
    page.intro = "It relieves it, somewhat."
    page.save_revision(user=nora)
    page.save_revision(user=ben)
    assert authors_of(page) == {mia.pk, nora.pk}


@pytest.mark.parametrize(
    "change",
    [
        {"intro": "Reworded."},
        {"title": "Another title"},
        {"search_description": "Found by it"},
        {"body": [("text", RichText("<p>More</p>"))]},
    ],
)
def test_other_words_make_an_author(mia, nora, change):
    page = an_info_page("It relieves it.", owner=mia)
    for name, value in change.items():
        setattr(page, name, value)
    page.save_revision(user=nora)
    assert nora.pk in authors_of(page)


@pytest.mark.parametrize("change", [{}, {"show_in_menus": True}, {"go_live_at": None}, {"locked": True}])
def test_whatever_leaves_the_words_alone_makes_none(mia, nora, change):
    page = an_info_page("It relieves it.", body=[text_block("<p>Some</p>")], owner=mia)
    for name, value in change.items():
        setattr(page, name, value)
    page.save_revision(user=nora)
    assert authors_of(page) == {mia.pk}


def test_tag_is_words_too(mia, nora):
    guide = support_pages.a_guide("tagged", owner=mia, live=False)
    guide.save_revision(user=mia)
    guide.tags.add("calm evenings")
    guide.save_revision(user=nora)
    assert authors_of(guide) == {mia.pk, nora.pk}


def test_override_of_what_is_forbidden_takes_two(mia, nora):
    page = an_info_page("A book called “Cures”.", owner=mia)
    decision = asked(page, "C021", mia)
    assert (decision.kind, decision.state) == ("override", "asked")
    decisions.decide(decision=decision, by=nora, approve=True)
    assert not blocking(page)


def test_evidence_alone_does_not_lift_what_is_forbidden(mia, nora, report):
    page = an_info_page("It relieves it.", owner=mia)
    decisions.decide(decision=asked(page, "C025", mia, report), by=nora, approve=True)
    Decision.objects.update(fingerprint=finding(an_page := page, "C025").fingerprint)
    an_page.intro = CLAIM
    Decision.objects.update(fingerprint=finding(page, "C021").fingerprint, rule_code="C021")
    assert "C021" in {one.rule.code for one in blocking(page)}


def test_evidence_lifts_what_a_product_has_raised(mia, nora, report):
    html = '<p>It relieves it. <a href="/shop/oil/">Oil</a></p>'
    page = an_info_page(body=[text_block(html)], owner=mia)
    assert finding(page, "C025").severity == "B"
    decisions.decide(decision=asked(page, "C025", mia, report), by=nora, approve=True)
    assert not blocking(page)


def test_reworded_sentence_is_open_again(mia):
    page = an_info_page("Studies show it.", owner=mia)
    asked(page, "C063", mia)
    page.intro = "Studies show it clearly."
    assert blocking(page)


def test_expired_evidence_supports_nothing(mia, nora, report):
    page = an_info_page("It relieves it.", owner=mia)
    decisions.decide(decision=asked(page, "C025", mia, report), by=nora, approve=True)
    Evidence.objects.update(expires_on=date.today() - timedelta(days=1))
    assert blocking(page)


@pytest.mark.parametrize("reason", ["", "ok", "         "])
def test_decision_has_a_reason(mia, reason):
    page = an_info_page("Studies show it.", owner=mia)
    with pytest.raises(decisions.DecisionRefused, match="why"):
        decisions.ask(instance=page, finding=finding(page, "C063"), by=mia, reason=reason)


def test_decided_once(mia, nora, report):
    page = an_info_page("It relieves it.", owner=mia)
    decision = asked(page, "C025", mia, report)
    decisions.decide(decision=decision, by=nora, approve=False, answer="That is about rats.")
    with pytest.raises(decisions.DecisionRefused, match="already"):
        decisions.decide(decision=decision, by=nora, approve=True)


def test_review_page_asks_and_approves(mia, nora, report):
    mia.groups.add(*nora.groups.filter(name="Moderators"))
    page = an_info_page("It relieves it.", owner=mia)
    ask = {"do": "ask", "fingerprint": finding(page, "C025").fingerprint, "reason": REASON}
    signed_in(mia).post(review_url(page), ask | {"evidence": report.pk})
    decision = Decision.objects.get()
    shown = signed_in(nora).get(review_url(page)).content.decode()
    assert "Waiting for an approver" in shown
    signed_in(nora).post(review_url(page), {"do": "approve", "decision": decision.pk})
    assert not blocking(page)


def test_one_answer_is_for_every_sentence_of_a_rule(mia, nora, report):
    mia.groups.add(*nora.groups.filter(name="Moderators"))
    page = an_info_page("It relieves it. One more relieves too. Studies show it.", owner=mia)
    shown = signed_in(mia).get(review_url(page)).context["waiting"]
    (group,) = (group for group in shown if group.first.rule.code == "C025")
    assert (group.words, len(group.fingerprints)) == ("“relieves” ×2", 2)
    ask = {"do": "ask", "fingerprint": group.fingerprints, "reason": REASON, "evidence": report.pk}
    signed_in(mia).post(review_url(page), ask)
    (waiting,) = (
        group for group in signed_in(nora).get(review_url(page)).context["waiting"] if group.asked_keys
    )
    signed_in(nora).post(review_url(page), {"do": "approve", "decision": waiting.asked_keys})
    assert {one.rule.code for one in blocking(page)} == {"C063"}


def test_review_page_marks_the_words_in_each_sentence(nora):
    shown = html_of(signed_in(nora).get(review_url(an_info_page("It cures. He cures."))))
    assert shown.count("<mark >cures</mark>") == 2
    assert shown.count("<textarea") == 1


def test_refused_answer_is_still_there(mia, nora):
    mia.groups.add(*nora.groups.filter(name="Moderators"))
    page = an_info_page("It cures.", owner=mia)
    ask = {"do": "ask", "fingerprint": finding(page, "C021").fingerprint, "reason": "A title"}
    answer = signed_in(mia).post(review_url(page), ask)
    assert answer.status_code == 422
    assert "A title</textarea>" in answer.content.decode()


@pytest.mark.parametrize("wanted", [["", "x", "99999999999999999999"], ["0"], []])
def test_decision_that_is_not_there_is_404(nora, wanted):
    page = an_info_page("It cures.")
    answer = signed_in(nora).post(review_url(page), {"do": "approve", "decision": wanted})
    assert answer.status_code == 404


def test_missing_button_has_a_sentence(mia, nora, report):
    page = an_info_page("It relieves it.", owner=nora)
    asked(page, "C025", mia, report)
    shown = signed_in(nora).get(review_url(page)).content.decode()
    assert "You wrote part of this: someone else must approve." in shown
    assert 'value="approve"' not in shown


def test_review_page_escapes_what_it_quotes(nora):
    page = an_info_page("<script>alert(1)</script> cures")
    assert "<script>alert" not in signed_in(nora).get(review_url(page)).content.decode()


def test_audit_report_names_both_people_and_the_reason(mia, nora):
    page = an_info_page("A book called “Cures”.", owner=mia)
    decisions.decide(decision=asked(page, "C021", mia), by=nora, approve=True)
    shown = signed_in(nora).get(reverse("claims-decisions")).content.decode()
    assert all(words in shown for words in (mia.email, nora.email, REASON, "Override"))


def test_approver_sees_what_waits_on_the_first_page(mia, nora, report):
    asked(an_info_page("It relieves it.", owner=mia), "C025", mia, report)
    assert "to decide, asked by" in signed_in(nora).get("/office/").content.decode()
    assert "to decide, asked by" not in signed_in(mia).get("/office/").content.decode()


def test_what_an_approver_wrote_does_not_wait_for_them(mia, nora, report):
    asked(an_info_page("It relieves it.", owner=nora), "C025", mia, report)
    assert "to decide, asked by" not in signed_in(nora).get("/office/").content.decode()


def test_who_may_open_the_review(ada, cleo, nora):
    page = an_info_page("It relieves it.")
    assert set(access(review_url(page), {"visitor": None, "ada": ada, "cleo": cleo}).values()) == {302}
    assert signed_in(nora).get(review_url(page)).status_code == 200


def test_hints_for_the_editor_name_field_and_wording(nora):
    page = an_info_page(CLAIM)
    rows = signed_in(nora).get(f"/office/claims/of/wagtailcore/page/{page.pk}/").json()["findings"]
    row = next(row for row in rows if row["hit"] == "eczema")
    assert (row["path"], row["open"], row["words"]) == ("intro", True, "“eczema”")
    (sentence,) = row["sentences"]
    assert sentence == {"before": "Our oil cures ", "hit": "eczema", "after": ".", "suggestions": []}
    assert "GP" in row["safer"]
