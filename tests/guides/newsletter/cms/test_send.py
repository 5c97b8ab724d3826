"""What marketers do in the CMS."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail

from guides.newsletter.models import Newsletter
from guides.newsletter.sending import schedule
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader
from tests.support.cast import signed_in
from tests.support.html import html_of
from tests.support.outbox import send_queued


@pytest.fixture
def sender(mia):
    """Mia, trusted to publish."""
    mia.groups.add(Group.objects.get(name="Moderators"))
    return mia


@pytest.fixture
def page(db):
    newsletter = a_newsletter()
    return f"/office/newsletter/{newsletter.pk}/send/"


def test_marketer_sees_how_many_would_get_it(sender, page):
    a_reader()
    assert "1 person at this moment" in html_of(signed_in(sender).get(page))


def test_marketer_sends_a_test(sender, page):
    signed_in(sender).post(page, {"do": "test", "address": "mia@example.com"})
    send_queued()
    assert [m.to for m in mail.outbox] == [["mia@example.com"]]


def test_bad_test_address_is_refused(sender, page):
    answer = signed_in(sender).post(page, {"do": "test", "address": "a@b\nBcc: c@d.example"}, follow=True)
    assert "Enter an email address" in answer.content.decode()
    assert not mail.outbox


def test_marketer_schedules(sender, page):
    client = signed_in(sender)
    asked = client.post(page, {"do": "schedule", "at": "2030-01-01T09:00"}).content.decode()
    assert "1 January 2030, 09:00" in asked and Newsletter.objects.get().state == Newsletter.DRAFT
    client.post(page, {"do": "confirm", "at": "2030-01-01T09:00"})
    assert Newsletter.objects.get().state == Newsletter.SCHEDULED


def test_sending_now_asks_and_leaves_five_minutes(sender, page, clock, django_capture_on_commit_callbacks):
    for number in range(3):
        a_reader(f"p{number}@example.com")
    client = signed_in(sender)
    asked = client.post(page, {"do": "send_now"}).content.decode()
    assert "Send to 3 people: “Hello”?" in asked
    client.post(page, {"do": "confirm"})
    clock.shift(timedelta(minutes=4, seconds=59))
    with django_capture_on_commit_callbacks(execute=True):
        schedule.resume()
    assert not mail.outbox
    client.post(page, {"do": "stop"})
    clock.shift(timedelta(minutes=10))
    schedule.resume()
    assert not mail.outbox and Newsletter.objects.get().state == Newsletter.DRAFT


def test_taking_it_back_says_that_nobody_got_it(sender, page):
    client = signed_in(sender)
    client.post(page, {"do": "confirm"})
    assert "Take it back" in html_of(client.get(page))
    answer = html_of(client.post(page, {"do": "stop"}, follow=True))
    assert "It is a draft again: nobody got it." in answer and "<h2>Figures</h2>" not in answer


def test_stopping_half_way_says_that_the_rest_waits(sender, page):
    Newsletter.objects.update(state=Newsletter.SENDING)
    answer = html_of(signed_in(sender).post(page, {"do": "stop"}, follow=True))
    assert "Nobody else gets it until you resume." in answer and "<h2>Figures</h2>" in answer


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (10, "10% of them try “Hello”, and 10% “WINNER AND GOLD”. After 4 hours the others get"),
        (50, "one half gets “Hello”, the other “WINNER AND GOLD”."),
    ],
)
def test_page_before_sending_explains_two_subjects_and_checks_both(sender, page, share, says):
    Newsletter.objects.update(subject_b="WINNER AND GOLD", test_share=share)
    asked = " ".join(html_of(signed_in(sender).post(page, {"do": "send_now"})).split())
    assert says in asked and "mostly in capitals" in asked


def test_untouched_it_goes_out_after_five_minutes(sender, page, clock, django_capture_on_commit_callbacks):
    a_reader()
    signed_in(sender).post(page, {"do": "confirm"})
    clock.shift(timedelta(minutes=5, seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        schedule.resume()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("do", ["send_now", "schedule", "", "send"])
def test_no_single_click_sends(sender, page, do):
    a_reader()
    signed_in(sender).post(page, {"do": do})
    assert Newsletter.objects.get().state == Newsletter.DRAFT


def test_newsletter_with_an_open_claim_is_not_sent(sender, page):
    Newsletter.objects.update(subject="Our oil cures eczema", live=False)
    answer = signed_in(sender).post(page, {"do": "send_now"}, follow=True)
    assert "Named skin disease" in answer.content.decode()
    assert Newsletter.objects.get().state == Newsletter.DRAFT


def test_time_in_the_past_is_refused(sender, page):
    answer = signed_in(sender).post(page, {"do": "schedule", "at": "2001-01-01T09:00"})
    assert "That time has passed." in answer.content.decode()
    assert Newsletter.objects.get().state == Newsletter.DRAFT


@pytest.mark.parametrize("person", ["ada", "cleo", "mia"])
def test_nobody_else_sends(request, person, page):
    answer = signed_in(request.getfixturevalue(person)).post(page, {"do": "confirm"})
    assert answer.status_code in {302, 403}
    assert Newsletter.objects.get().state == Newsletter.DRAFT


@pytest.mark.parametrize(
    "path", ["/office/snippets/newsletter/newsletter/add/", "/office/snippets/newsletter/freeguide/add/"]
)
def test_marketer_writes(mia, path):
    assert signed_in(mia).get(path).status_code == 200


def test_preview_shows_the_mail(mia):
    newsletter = a_newsletter()
    request = newsletter.make_preview_request()
    assert "Unsubscribe</a>" in request.content.decode()


def test_page_before_sending_shows_size_links_and_plain_text(sender, page):
    a_reader()
    asked = html_of(signed_in(sender).post(page, {"do": "send_now"}))
    assert "KB, below the 102 KB after which Gmail cuts off" in " ".join(asked.split())
    assert 'href="http://127.0.0.1:8000/shop/"' in asked and "As plain text" in asked


def test_newsletter_that_gmail_would_clip_is_named(sender, db):
    long = a_newsletter()
    Newsletter.objects.filter(pk=long.pk).update(body=[("text", f"<p>{'word ' * 22_000}</p>")])
    asked = html_of(signed_in(sender).post(f"/office/newsletter/{long.pk}/send/", {"do": "send_now"}))
    assert "Gmail cuts off what comes after" in asked


def test_page_before_sending_counts_who_has_had_enough(sender, page, settings):
    settings.NEWSLETTER_WEEKLY_MOST = 1
    person = a_reader()
    a_reader("ben@example.com")
    earlier = a_newsletter(state=Newsletter.SENT)
    earlier.deliveries.create(subscriber=person, state="sent")
    asked = " ".join(html_of(signed_in(sender).post(page, {"do": "send_now"})).split())
    assert "1 person has had 1 or more emails in the last seven days. They are left out" in asked
    assert "Send to 1 person:" in asked
    Newsletter.objects.filter(state=Newsletter.DRAFT).update(keeps_weekly_most=False)
    asked = " ".join(html_of(signed_in(sender).post(page, {"do": "send_now"})).split())
    assert "They get this one too" in asked and "Send to 2 people:" in asked


def test_test_goes_to_several_addresses(sender, page):
    signed_in(sender).post(
        page, {"do": "test", "address": "mia@example.com, Nora@example.com,mia@example.com"}
    )
    send_queued()
    assert sorted(m.to[0] for m in mail.outbox) == ["mia@example.com", "nora@example.com"]


def test_test_goes_to_ten_addresses_at_most(sender, page):
    many = ",".join(f"p{number}@example.com" for number in range(11))
    answer = signed_in(sender).post(page, {"do": "test", "address": many}, follow=True)
    assert "10 addresses at most" in html_of(answer)
    send_queued()
    assert not mail.outbox


def test_page_before_sending_has_hints_and_both_looks(sender, db):
    letter = a_newsletter()
    Newsletter.objects.update(subject="BUY OUR NEW OIL")
    page = html_of(signed_in(sender).post(f"/office/newsletter/{letter.pk}/send/", {"do": "send_now"}))
    assert "mostly in capitals" in page and "because spam shouts" in page
    assert f'src="/office/newsletter/{letter.pk}/look/dark/"' in page


@pytest.mark.parametrize(("end", "media"), [("look/", "@media not all"), ("look/dark/", "@media all")])
def test_look_is_light_or_dark_whatever_the_browser_is(sender, db, end, media):
    answer = signed_in(sender).get(f"/office/newsletter/{a_newsletter().pk}/{end}")
    assert media in answer.content.decode() and "prefers-color-scheme" not in answer.content.decode()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("person", ["ada", "cleo", "mia"])
def test_nobody_else_looks(request, db, person):
    client = signed_in(request.getfixturevalue(person))
    assert client.get(f"/office/newsletter/{a_newsletter().pk}/look/").status_code in {302, 403}
