"""Sending: once to everyone who may get it, whatever fails in between."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone

from guides.newsletter.consent import unsubscribe
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.email_digest import digest
from guides.newsletter.models import Delivery, Newsletter, Permission, Subscriber, Suppression
from guides.newsletter.sending import delivery
from guides.newsletter.sending import message as issue_message
from guides.newsletter.sending import schedule as sending_schedule
from guides.newsletter.sending.transitions import stop
from guides.newsletter.tokens import for_unsubscribing
from tests.support.outbox import send_queued


def a_reader(
    email: str = "wilma@example.com", purpose: str = "news", scope: str = "", **fields
) -> Subscriber:
    fields = {"state": Subscriber.CONFIRMED, "source": "footer", **fields}
    person = Subscriber.objects.create(email=email, email_hash=digest(email), **fields)
    Permission.objects.create(subscriber=person, purpose=purpose, scope=scope)
    return person


def a_newsletter(**fields) -> Newsletter:
    body = [("text", "<h2>New</h2><p>Read <a href='http://127.0.0.1:8000/shop/'>this</a>.</p>")]
    return Newsletter.objects.create(subject="Hello", preheader="In short", body=body, **fields)


@pytest.fixture
def sends(db, django_capture_on_commit_callbacks):
    def send(newsletter: Newsletter) -> dict[str, int]:
        with django_capture_on_commit_callbacks(execute=True):
            sending_schedule.schedule(newsletter=newsletter)
        return states(newsletter)

    return send


def states(newsletter: Newsletter) -> dict[str, int]:
    rows = list(Delivery.objects.filter(newsletter=newsletter).values_list("state", flat=True))
    return {state: rows.count(state) for state in set(rows)}


def test_everybody_who_may_gets_it_once(sends):
    people = [a_reader(f"p{n}@example.com") for n in range(5)]
    newsletter = a_newsletter()
    assert sends(newsletter) == {"sent": 5}
    assert sorted(m.to[0] for m in mail.outbox) == [person.email for person in people]
    newsletter.refresh_from_db()
    assert newsletter.state == Newsletter.SENT


@pytest.mark.parametrize(
    "fields",
    [
        {"state": Subscriber.UNCONFIRMED},
        {"state": Subscriber.LEFT},
        {"purpose": "offers"},
        {"purpose": "series", "scope": "massage"},
        {"paused_until": timezone.localdate() + timedelta(days=3)},
    ],
)
def test_nobody_else_gets_it(sends, fields):
    a_reader(**fields)
    assert sends(a_newsletter()) == {}


def test_pause_that_is_over_holds_nothing_back(sends):
    a_reader(paused_until=timezone.localdate())
    assert sends(a_newsletter()) == {"sent": 1}


def test_suppressed_address_is_passed_over_even_with_a_permission(sends):
    person = a_reader()
    Suppression.objects.create(email_hash=person.email_hash, reason=Suppression.BOUNCED)
    assert sends(a_newsletter()) == {}


def test_series_mail_reaches_its_followers_only(sends):
    a_reader(purpose="series", scope="massage")
    a_reader("other@example.com", purpose="series", scope="bath")
    assert sends(a_newsletter(audience="series", series="massage")) == {"sent": 1}


def test_leaving_after_queueing_is_in_time(db):
    person, newsletter = a_reader(), a_newsletter(state=Newsletter.SENDING)
    sending_schedule.queue(newsletter)
    unsubscribe.leave(token=for_unsubscribing(person), form=ConsentContext("mail"))
    delivery.send_some(newsletter=newsletter, shard=0)
    delivery.send_some(newsletter=newsletter, shard=1)
    assert states(newsletter) == {"skipped": 1}
    assert not mail.outbox


def test_row_claimed_by_another_worker_is_left_alone(db):
    a_reader()
    newsletter = a_newsletter(state=Newsletter.SENDING)
    sending_schedule.queue(newsletter)
    Delivery.objects.update(state=Delivery.CLAIMED)
    for shard in (0, 1):
        delivery.send_some(newsletter=newsletter, shard=shard)
    assert not mail.outbox


def test_queueing_twice_makes_one_row_each(db):
    a_reader()
    newsletter = a_newsletter()
    sending_schedule.queue(newsletter)
    sending_schedule.queue(newsletter)
    assert Delivery.objects.count() == 1


def test_headers_leave_in_one_click(sends):
    person = a_reader()
    sends(a_newsletter())
    headers = mail.outbox[0].message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Feedback-ID"] == f"letter-{Newsletter.objects.get().pk}:newsletter:plainsong"
    assert headers["Message-ID"].endswith("@127.0.0.1>")  # SHOP_URL’s host, not the machine’s
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").partition("8000")[2]
    assert Client().post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not person.permissions.exists()


def test_both_twins_name_the_sender_and_the_way_out(sends, settings):
    a_reader()
    sends(a_newsletter())
    html, text = str(mail.outbox[0].alternatives[0].content), str(mail.outbox[0].body)
    for body in (html, text):
        assert settings.TRADER["address"] in body
        assert "/newsletter/unsubscribe/" in body
        assert ".invalid" not in body


def test_html_has_its_styles_in_the_tags(sends):
    a_reader()
    sends(a_newsletter())
    html = str(mail.outbox[0].alternatives[0].content)
    assert '<h2 style="' in html
    assert "prefers-color-scheme: dark" in html
    pictures = re.findall(r'<img[^>]+src="([^"]+)"', html)  # the same for all: nothing says who opened it
    assert pictures == ["http://127.0.0.1:8000/apple-touch-icon.png"]


def test_clicks_are_counted_and_nobody_is_noted(sends):
    import re

    a_reader()
    newsletter = a_newsletter()
    sends(newsletter)
    path = re.search(
        r'href="http://127.0.0.1:8000(/newsletter/go/[^"]+)"', mail.outbox[0].alternatives[0].content
    )
    answer = Client().get(path[1])
    newsletter.refresh_from_db()
    assert answer["Location"] == "http://127.0.0.1:8000/shop/"
    assert newsletter.clicks == 1


def test_click_link_leads_only_where_we_wrote(db):
    assert Client().get("/newsletter/go/W10:x:y/").status_code == 404


def test_going_on_after_a_crash_misses_nobody_and_repeats_nobody(db, settings):
    for number in range(6):
        a_reader(f"p{number}@example.com")
    newsletter = a_newsletter(state=Newsletter.SENDING, queued_at=timezone.now() - timedelta(hours=1))
    sending_schedule.queue(newsletter)
    first, second, *_ = Delivery.objects.order_by("pk")
    Delivery.objects.update(changed_at=timezone.now() - timedelta(minutes=10))
    Delivery.objects.filter(pk=first.pk).update(state=Delivery.SENT)
    Delivery.objects.filter(pk=second.pk).update(state=Delivery.CLAIMED)
    assert sending_schedule.resume() == 1
    assert states(newsletter) == {"sent": 5, "unknown": 1}
    assert len(mail.outbox) == 4


def test_running_newsletter_is_not_started_again(db):
    a_reader()
    newsletter = a_newsletter(state=Newsletter.SENDING, queued_at=timezone.now())
    sending_schedule.queue(newsletter)
    assert sending_schedule.resume() == 0


def test_stopping_holds_the_rest_back_and_going_on_sends_it(db, django_capture_on_commit_callbacks):
    a_reader()
    newsletter = a_newsletter(state=Newsletter.SENDING)
    sending_schedule.queue(newsletter)
    stop(newsletter=newsletter)
    delivery.send_some(newsletter=newsletter, shard=Delivery.objects.get().pk % 2)
    assert states(newsletter) == {"waiting": 1}
    with django_capture_on_commit_callbacks(execute=True):
        sending_schedule.go_on(newsletter=newsletter)
    assert states(newsletter) == {"sent": 1}


def one_for_later() -> Newsletter:
    """A newsletter with a reader, to go out in an hour."""
    a_reader()
    newsletter = a_newsletter()
    sending_schedule.schedule(newsletter=newsletter, at=timezone.now() + timedelta(hours=1))
    return newsletter


def test_scheduled_newsletter_waits_for_its_time(db, clock):
    one_for_later()
    assert sending_schedule.resume() == 0
    clock.shift(3700)
    assert sending_schedule.resume() == 1
    assert len(mail.outbox) == 1


def test_scheduled_newsletter_with_claims_opened_since_is_a_draft_again(db, clock, mia):
    mia.groups.add(Group.objects.get(name="Moderators"))
    newsletter = one_for_later()
    Newsletter.objects.update(body=[("text", "<p>Our oil cures eczema.</p>")])
    clock.shift(3700)
    sending_schedule.resume()
    newsletter.refresh_from_db()
    assert (newsletter.state, Delivery.objects.count()) == (Newsletter.DRAFT, 0)
    send_queued()
    assert [(sent.subject, sent.to) for sent in mail.outbox] == [("Not sent: Hello", [mia.email])]


def test_sent_newsletter_cannot_be_sent_again(sends):
    a_reader()
    newsletter = a_newsletter()
    sends(newsletter)
    with pytest.raises(sending_schedule.AlreadySent):
        sending_schedule.schedule(newsletter=newsletter)


def test_what_was_frozen_is_sent_whatever_is_edited_later(db, clock):
    one_for_later()
    Newsletter.objects.update(body=[("text", "<p>Edited</p>")])
    clock.shift(3700)
    sending_schedule.resume()
    assert "Edited" not in mail.outbox[0].body


def test_rate_is_kept(sends, settings, monkeypatch):
    slept = []
    monkeypatch.setattr(delivery, "sleep", slept.append)
    settings.NEWSLETTER_PER_SECOND = 0.001
    a_reader()
    sends(a_newsletter())
    assert 1500 < slept[0] <= 2000  # two shards share one in a thousand seconds


def test_test_mail_goes_to_one_address(db):
    issue_message.send_test(newsletter=a_newsletter(), addresses=["mia@example.com"])
    send_queued()
    assert mail.outbox[0].subject == "[Test] Hello"
    assert not Delivery.objects.exists()
