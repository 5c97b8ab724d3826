"""No way leads to readers past open claims; a draft is always saved."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from guides.claims.models import ClaimRule
from guides.claims.review.gate import ClaimsOpen
from guides.models import InfoPage
from tests.guides.claims.pages import CLAIM, an_info_page, posted, text_block
from tests.support.cast import signed_in
from tests.support.outbox import send_queued

pytestmark = pytest.mark.django_db


def edit(page: InfoPage, user, **form) -> object:
    return signed_in(user).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted(page, **form))


def fresh(page: InfoPage) -> InfoPage:
    return InfoPage.objects.get(pk=page.pk)


def test_draft_with_claims_is_saved(nora):
    page = an_info_page()
    assert edit(page, nora, intro=CLAIM).status_code == 302
    assert fresh(page).get_latest_revision_as_object().intro == CLAIM


def test_publishing_is_refused_beside_the_field_with_why_and_safer(nora):
    page = an_info_page()
    answer = edit(page, nora, intro=CLAIM, **{"action-publish": "1"})
    errors = " ".join(answer.context["form"].errors["intro"])
    assert not fresh(page).live
    assert "Named skin disease" in errors
    assert "suitable for dry-feeling skin" in errors


def test_refused_text_is_still_in_the_form(nora):
    page = an_info_page()
    answer = edit(page, nora, intro=CLAIM, **{"action-publish": "1"})
    assert CLAIM in answer.content.decode()


def test_claim_in_a_block_is_refused_at_the_block(nora):
    page = an_info_page()
    answer = edit(page, nora, html="<p>ecz<b>ema</b></p>", **{"action-publish": "1"})
    error = answer.context["form"].errors.as_data()["body"][0]
    assert "eczema" in str(error.block_errors[0].messages)


def test_without_claims_it_goes_live(nora):
    page = an_info_page()
    edit(page, nora, intro="A warm hand.", **{"action-publish": "1"})
    assert fresh(page).live


@pytest.mark.parametrize("text", [CLAIM, "It relieves aches.", "Studies show it."])
def test_publishing_a_revision_is_refused(text):
    page = an_info_page(text)
    with pytest.raises(ClaimsOpen):
        page.get_latest_revision().publish()
    assert not fresh(page).live


def test_hints_and_cautions_pass():
    page = an_info_page("Never use it on eczema: ask your GP, always.")
    page.get_latest_revision().publish()
    assert fresh(page).live


def test_scheduling_is_refused(nora):
    page = an_info_page()
    later = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    answer = edit(page, nora, intro=CLAIM, go_live_at=later, **{"action-publish": "1"})
    assert "intro" in answer.context["form"].errors
    assert fresh(page).scheduled_revision is None


def test_scheduling_a_revision_is_refused_even_for_a_live_page():
    page = an_info_page("Fine.", live=True)
    page.intro, page.go_live_at = CLAIM, timezone.now() + timedelta(days=2)
    revision = page.save_revision()
    with pytest.raises(ClaimsOpen):
        revision.publish()


def test_scheduler_holds_back_what_the_rules_have_caught_up_with(mia):
    page = an_info_page("A wobbly phrase.", owner=mia)
    page.go_live_at = timezone.now() + timedelta(seconds=-60)
    revision = page.save_revision(user=mia)
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=page.go_live_at)
    ClaimRule.objects.create(code="X1", severity="B", category="mine", pattern=r"\bwobbly\b", why="So.")
    call_command("publish_scheduled")
    assert not fresh(page).live
    assert fresh(page).scheduled_revision is None
    send_queued()
    assert mail.outbox[-1].to == [mia.email]


def test_held_back_page_does_not_keep_others(mia):
    for title, text in (("bad", CLAIM), ("good", "A warm hand.")):
        page = an_info_page(text, owner=mia)
        InfoPage.objects.filter(pk=page.pk).update(slug=title, title=title)
        revision = page.get_latest_revision()
        type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled")
    live = InfoPage.objects.filter(live=True)
    assert [page.intro for page in live] == ["A warm hand."]


def test_bulk_publishing_is_refused_with_a_message(nora):
    page = an_info_page(CLAIM)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page.pk}"
    answer = signed_in(nora).post(url, follow=True)
    assert not fresh(page).live
    assert "can’t go live yet" in answer.content.decode().replace("'", "’").replace("&#x27;", "’")


def test_saving_a_live_page_with_a_new_claim_is_refused():
    page = an_info_page("Fine.", live=True)
    page.intro = CLAIM
    with pytest.raises(ValidationError):
        page.save()


def test_live_page_can_be_moved_after_a_rule_has_changed():
    page = an_info_page("A wobbly phrase.", live=True)
    ClaimRule.objects.create(code="X1", severity="B", category="mine", pattern=r"\bwobbly\b", why="So.")
    page.show_in_menus = True
    page.save()
    with pytest.raises(ClaimsOpen):
        page.save_revision().publish()


def test_same_text_with_a_product_is_a_matter_of_evidence():
    page = an_info_page(body=[text_block('<p>It relieves aches. <a href="/shop/oil/">Oil</a></p>')])
    with pytest.raises(ClaimsOpen, match="blocked until evidence is attached"):
        page.get_latest_revision().publish()


def test_what_a_rule_found_in_a_field_is_one_line():
    page = an_info_page("It cures. He cures. Studies show it.")
    with pytest.raises(ClaimsOpen) as refused:
        page.get_latest_revision().publish()
    first, *lines = refused.value.messages
    assert "2 claims are open" in first
    assert len(lines) == 2
    assert "“cures” ×2 (C021)" in lines[0]
