"""Bounces and complaints as the mail provider reports them, and following a series."""

import pytest
from anymail.signals import AnymailTrackingEvent, tracking
from django.test import Client

from guides.newsletter.consent import followers
from guides.newsletter.models import Consent, Newsletter, Permission, Subscriber, Suppression
from guides.newsletter.tokens import for_unsubscribing
from tests.guides.newsletter.sending.test_delivery import a_reader
from tests.support.pages import a_series


def report(kind: str, address: str = "wilma@example.com", reason: str | None = None) -> None:
    event = AnymailTrackingEvent(event_type=kind, recipient=address, reject_reason=reason)
    tracking.send(sender=object, event=event, esp_name="Test")


@pytest.mark.parametrize(
    ("kind", "kept"), [("complained", "complained"), ("bounced", "bounced"), ("unsubscribed", "left")]
)
def test_report_ends_all_marketing(db, kind, kept):
    a_reader()
    report(kind)
    assert not Permission.objects.exists()
    assert Suppression.objects.get().reason == kept


def test_report_in_another_spelling_is_the_same_address(db):
    a_reader()
    report("complained", "WILMA@Example.com")
    assert not Permission.objects.exists()


@pytest.mark.parametrize("kind", ["delivered", "opened", "deferred"])
def test_other_reports_change_nothing(db, kind):
    a_reader()
    report(kind)
    assert Permission.objects.exists()


def test_full_mailbox_is_no_reason_to_forget_somebody(db):
    a_reader()
    report("bounced", reason="other")
    assert Permission.objects.exists()


def test_unknown_or_broken_address_is_no_fault(db):
    report("bounced", "nobody@example.com")
    report("bounced", "not an address")
    assert Suppression.objects.count() == 1


@pytest.fixture
def followed(db):
    return a_series("massage")


def test_following_is_a_consent_for_that_series_only(followed, confirmed):
    confirmed(series="massage")
    row = Permission.objects.get()
    assert (row.purpose, row.scope) == ("series", "massage")


def test_series_that_is_not_there_cannot_be_followed(db, signs_up):
    assert signs_up(series="no-such-series").status_code == 400


def test_consent_ends_with_the_series(db):
    a_reader(purpose="series", scope="massage")
    a_reader("news@example.com")
    assert followers.end(slug="massage") == 1
    assert Permission.objects.get().purpose == "news"
    assert not Newsletter.objects.exists()


@pytest.mark.parametrize(
    ("reason", "kept"), [("bounced", "bounced"), ("spam", "complained"), ("unsubscribed", "left")]
)
def test_providers_own_list_counts_as_well(db, reason, kept):
    a_reader()
    report("rejected", reason=reason)
    assert Suppression.objects.get().reason == kept


def test_mail_refused_for_another_reason_makes_nobody_dead(db):
    a_reader()
    report("rejected", reason="other")
    assert Permission.objects.exists()


def test_choices_name_a_series_that_is_unpublished_for_now(followed, confirmed):
    confirmed(series="massage")
    followed.unpublish()
    page = Client().get(f"/newsletter/preferences/{for_unsubscribing(Subscriber.objects.get())}/")
    assert "Massage" in page.content.decode()


def test_only_a_series_can_be_followed(followed, signs_up):
    assert signs_up(series="guides").status_code == 400


def test_fault_in_the_follow_form_brings_that_form_back(followed):
    answer = Client().post("/newsletter/", {"email": "no", "series": "massage"}).content.decode()
    assert 'name="series" value="massage"' in answer
    assert "each new part of “Massage”" in answer


def test_renamed_series_keeps_its_followers(followed, django_capture_on_commit_callbacks):
    a_reader(purpose="series", scope="massage")
    followed.slug = "baby-massage"
    with django_capture_on_commit_callbacks(execute=True):
        followed.save_revision().publish()
    assert Permission.objects.get().scope == "baby-massage"


@pytest.mark.parametrize("above", [0, 1])
def test_a_deleted_series_takes_its_consents(followed, above):
    a_reader(purpose="series", scope="massage")
    (followed.get_parent().specific if above else followed).delete()
    assert not Permission.objects.exists()
    assert Consent.objects.get().action == "withdrawn"
