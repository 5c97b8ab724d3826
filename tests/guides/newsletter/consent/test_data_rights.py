"""Seeing and erasing one's data, without an account, by a link mailed to the address."""

import json

import pytest
from django.core import mail
from django.test import Client

from guides.newsletter.email_digest import digest
from guides.newsletter.models import Consent, Subscriber, Suppression
from tests.guides.newsletter.conftest import link
from tests.support.html import html_of

ASK = "/newsletter/your-data/"


@pytest.fixture
def asks(django_capture_on_commit_callbacks):
    def ask(email: str = "wilma@example.com"):
        with django_capture_on_commit_callbacks(execute=True):
            return Client().post(ASK, {"email": email})

    return ask


def test_export_has_each_consent_in_its_words(free_guide, confirmed, asks):
    confirmed(guide="ten-steps", news="on")
    asks()
    answer = Client().get(link("your-data") + "?format=json")
    told = json.loads(answer.content)["newsletter"]
    assert set(told["permissions"]) == {"news", "offers"}
    assert any("Email me news and offers too" in row["words"] for row in told["consents"])
    assert "attachment" in answer["Content-Disposition"]


def test_page_is_readable(free_guide, confirmed, asks):
    confirmed(guide="ten-steps", news="on")
    asks()
    assert "subscribed to: news, offers" in html_of(Client().get(link("your-data")))


def test_looking_erases_nothing(free_guide, confirmed, asks):
    confirmed(guide="ten-steps")
    asks()
    Client().get(link("your-data"))
    assert Subscriber.objects.exists()


def test_erasure_keeps_only_what_nobody_can_read(free_guide, confirmed, asks, presses):
    confirmed(guide="ten-steps", news="on")
    asks()
    page = presses(link("your-data")).content.decode()
    assert "Kept: a code made from your address" in page
    assert not Subscriber.objects.exists()
    assert not Consent.objects.exclude(ip=None).exists()
    assert Consent.objects.filter(email_hash=digest("wilma@example.com"), action="withdrawn").count() == 2
    assert Suppression.objects.get().reason == "erased"


def test_erasing_twice_says_so(free_guide, confirmed, asks, presses):
    confirmed(guide="ten-steps")
    asks()
    presses(link("your-data"))
    assert "done already" in presses(link("your-data")).content.decode()


def test_stranger_gets_the_same_answer_and_an_empty_page(db, asks, presses):
    assert asks("stranger@example.com").status_code == 200
    assert "Nothing." in Client().get(link("your-data")).content.decode()
    page = presses(link("your-data")).content.decode()
    assert "Removed: 1 email that we sent you." in page  # the one with this link


def test_orders_of_a_guest_are_shown_and_kept(db, asks, presses):
    from tests.support.purchases import an_order

    order = an_order()
    asks(order.email)
    assert order.number in Client().get(link("your-data")).content.decode()
    assert "tax law" in presses(link("your-data")).content.decode()
    order.refresh_from_db()


def test_link_ends_after_a_day(db, asks, clock):
    asks()
    clock.shift(86401)
    assert Client().get(link("your-data")).status_code == 404


def test_three_mails_an_hour_at_most(db, asks):
    for _ in range(5):
        asks()
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    "bad", ["", "nobody", "x" * 10_240 + "@example.com", "a@example.com\r\nBcc: b@example.com"]
)
def test_bad_address_is_refused(db, asks, bad):
    assert asks(bad).status_code == 400
    assert not mail.outbox


def test_blind_post_erases_nothing(free_guide, confirmed, asks):
    confirmed(guide="ten-steps")
    asks()
    Client().post(link("your-data"))
    assert Subscriber.objects.exists()


def test_record_is_shown_to_whoever_was_forgotten_since(free_guide, confirmed, asks):
    confirmed(guide="ten-steps", news="on")
    Subscriber.objects.all().delete()
    Suppression.objects.create(email_hash=digest("wilma@example.com"), reason="left")
    asks()
    told = json.loads(Client().get(link("your-data") + "?format=json").content)["newsletter"]
    assert told["never_written_to"]["because"] == "left"
    assert any("Email me news and offers too" in row["words"] for row in told["consents"])
