"""What is forgotten when, on a clock that the test moves."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from guides.newsletter.consent.retention import purge
from guides.newsletter.models import Consent, SignUp, Subscriber, Suppression
from tests.guides.newsletter.conftest import link
from tests.support.outbox import send_queued

DAY = 86400


def counts() -> dict[str, int]:
    return {name: number for name, number in purge(dry_run=True) if number}


def test_unconfirmed_address_is_forgotten_after_30_days(free_guide, signs_up, clock):
    signs_up(guide="ten-steps", news="on")
    clock.shift(30 * DAY - 60)
    purge()
    assert Subscriber.objects.exists()
    clock.shift(61)
    purge()
    assert not Subscriber.objects.exists()
    assert not Consent.objects.exists()


def test_asking_again_starts_the_30_days_again(free_guide, signs_up, clock):
    signs_up(guide="ten-steps")
    clock.shift(20 * DAY)
    signs_up(guide="ten-steps")
    clock.shift(20 * DAY)
    purge()
    assert Subscriber.objects.exists()


def test_network_addresses_go_after_30_days_and_the_record_stays(free_guide, confirmed, clock):
    confirmed(guide="ten-steps", news="on")
    rows = Consent.objects.count()
    assert Consent.objects.exclude(ip=None).exists()
    clock.shift(31 * DAY)
    purge()
    assert not Consent.objects.exclude(ip=None).exists()
    assert Consent.objects.count() == rows
    assert not SignUp.objects.exists()


def test_who_left_is_a_hash_after_90_days(free_guide, confirmed, presses, clock):
    confirmed(guide="ten-steps", news="on")
    presses(link("preferences").replace("preferences", "unsubscribe"))
    clock.shift(91 * DAY)
    purge()
    assert not Subscriber.objects.exists()
    assert Suppression.objects.exists()


def test_silent_reader_is_asked_once_and_then_let_go(free_guide, confirmed, clock):
    confirmed(guide="ten-steps", news="on")
    sent = len(mail.outbox)
    clock.shift(731 * DAY)
    purge()
    purge()
    send_queued()
    assert [m.subject for m in mail.outbox[sent:]] == ["Do you still want our emails?"]
    clock.shift(31 * DAY)
    purge()
    assert Subscriber.objects.get().state == Subscriber.LEFT


def test_silent_reader_who_answers_stays(free_guide, confirmed, presses, clock):
    confirmed(guide="ten-steps", news="on")
    clock.shift(731 * DAY)
    purge()
    presses(link("preferences"), {"wanted": ["news"]})
    clock.shift(31 * DAY)
    purge()
    assert Subscriber.objects.get().state == Subscriber.CONFIRMED


def test_dry_run_counts_and_changes_nothing(free_guide, signs_up, clock, capsys):
    signs_up(guide="ten-steps")
    clock.shift(31 * DAY)
    call_command("purge_newsletter", "--dry-run")
    assert "1  sign-ups never confirmed: 30 days" in capsys.readouterr().out
    assert Subscriber.objects.exists()


@pytest.mark.parametrize("days", [0, 29])
def test_nothing_is_due_early(free_guide, signs_up, clock, days):
    signs_up(guide="ten-steps")
    clock.shift(days * DAY)
    assert counts() == {}


def test_guide_only_reader_is_forgotten_after_a_year(free_guide, confirmed, clock):
    confirmed(guide="ten-steps")
    clock.shift(366 * DAY)
    purge()
    assert not Subscriber.objects.exists()
    assert Client().get(link("guide")).status_code == 410


def test_evidence_stays_until_six_years_after_the_last_act(free_guide, confirmed, presses, clock):
    confirmed(guide="ten-steps", news="on")
    path = link("preferences").replace("preferences", "unsubscribe")
    clock.shift(5 * 365 * DAY)
    presses(path)
    clock.shift(2 * 365 * DAY)
    purge()
    assert not Subscriber.objects.exists()
    assert Consent.objects.filter(action="confirmed").exists()
    clock.shift(5 * 365 * DAY)
    purge()
    assert not Consent.objects.exists()
