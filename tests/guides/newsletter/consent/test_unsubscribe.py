"""Unsubscribing: one click, no questions, permanent."""

import pytest
from django.test import Client

from guides.newsletter.models import Consent, Permission, Subscriber, Suppression
from guides.newsletter.tokens import for_unsubscribing

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def wilma(free_guide, confirmed):
    confirmed(guide="ten-steps", news="on")
    return Subscriber.objects.get()


def path(person: Subscriber, kind: str = "unsubscribe") -> str:
    return f"/newsletter/{kind}/{for_unsubscribing(person)}/"


def test_looking_changes_nothing(wilma):
    assert Client().get(path(wilma)).status_code == 200
    assert Permission.objects.count() == 2


def test_one_click_needs_no_login_cookie_or_token(wilma, presses):
    answer = presses(path(wilma), ONE_CLICK)
    assert answer.status_code == 200
    assert not answer.cookies
    assert not Permission.objects.exists()
    assert Suppression.objects.get().reason == "left"


def test_leaving_twice_is_the_same_as_once(wilma, presses):
    presses(path(wilma), ONE_CLICK)
    rows = Consent.objects.count()
    assert presses(path(wilma), ONE_CLICK).status_code == 200
    assert Consent.objects.count() == rows
    assert Consent.objects.filter(action="withdrawn").count() == 2


def test_link_of_somebody_erased_still_answers(wilma, presses):
    where = path(wilma)
    wilma.delete()
    assert presses(where).status_code == 200


def test_other_sites_mail_programs_may_press_too(wilma):
    answer = Client().post(path(wilma), ONE_CLICK, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert not Permission.objects.exists()


def test_preferences_keep_what_stays_ticked(wilma, presses):
    presses(path(wilma, "preferences"), {"wanted": ["news"], "pause": "30"})
    wilma.refresh_from_db()
    assert [row.purpose for row in wilma.permissions.all()] == ["news"]
    assert wilma.paused_until is not None


def test_unticking_everything_is_leaving(wilma, presses):
    presses(path(wilma, "preferences"), {})
    wilma.refresh_from_db()
    assert wilma.state == Subscriber.LEFT
    assert Suppression.objects.exists()


def test_coming_back_lifts_the_suppression(wilma, presses, confirmed):
    presses(path(wilma))
    confirmed(guide="ten-steps", news="on")
    assert not Suppression.objects.exists()
    assert Permission.objects.count() == 2


def test_asking_for_the_guide_alone_is_no_coming_back(wilma, presses, confirmed):
    presses(path(wilma))
    confirmed(guide="ten-steps")
    assert Suppression.objects.exists()
    assert not Permission.objects.exists()


def test_page_shows_no_whole_address(wilma):
    page = Client().get(path(wilma, "preferences")).content.decode()
    assert "wilma@example.com" not in page
    assert "w…@example.com" in page


@pytest.mark.parametrize("bad", [{"pause": "x"}, {"wanted": ["guide", "x" * 5000]}, {"series": ["nope"]}])
def test_strange_choices_grant_nothing(wilma, presses, bad):
    assert presses(path(wilma, "preferences"), bad).status_code == 200
    assert not Permission.objects.exists()


def test_blind_post_to_the_preferences_changes_nothing(wilma):
    assert Client().post(path(wilma, "preferences")).status_code == 200
    assert Permission.objects.count() == 2


def test_record_keeps_the_words_of_the_page_of_choices(wilma, presses):
    presses(path(wilma, "preferences"), {"wanted": ["news"]})
    presses(path(wilma, "preferences"), {"wanted": ["news", "offers"]})
    words = Consent.objects.filter(purpose="offers", action="asked").latest("pk").wording
    assert words.startswith("Offers New products")
    assert words.removeprefix("Offers ") in Client().get(path(wilma, "preferences")).content.decode()
