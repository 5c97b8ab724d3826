"""What marketers do in the CMS."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail

from guides.newsletter.models import Newsletter
from tests.cast import signed_in
from tests.newsletter.test_sending import a_newsletter, a_reader
from tests.outbox import send_queued


@pytest.fixture
def sender(mia):
    """Mia, trusted to publish."""
    mia.groups.add(Group.objects.get(name="Moderators"))
    return mia


@pytest.fixture
def page(db):
    newsletter = a_newsletter()
    return f"/cms/newsletter/{newsletter.pk}/send/"


def test_marketer_sees_how_many_would_get_it(sender, page):
    a_reader()
    assert "1 person at this moment" in signed_in(sender).get(page).content.decode()


def test_marketer_sends_a_test(sender, page):
    signed_in(sender).post(page, {"do": "test", "address": "mia@example.com"})
    send_queued()
    assert [m.to for m in mail.outbox] == [["mia@example.com"]]


def test_bad_test_address_is_refused(sender, page):
    answer = signed_in(sender).post(page, {"do": "test", "address": "a@b\nBcc: c@d.example"}, follow=True)
    assert "Enter an email address" in answer.content.decode()
    assert not mail.outbox


def test_marketer_schedules(sender, page):
    signed_in(sender).post(page, {"do": "schedule", "at": "2030-01-01T09:00"})
    assert Newsletter.objects.get().state == Newsletter.SCHEDULED


def test_newsletter_with_an_open_claim_is_not_sent(sender, page):
    Newsletter.objects.update(subject="Our oil cures eczema", live=False)
    answer = signed_in(sender).post(page, {"do": "schedule"}, follow=True)
    assert "Named skin disease" in answer.content.decode()
    assert Newsletter.objects.get().state == Newsletter.DRAFT


def test_time_in_the_past_is_refused(sender, page):
    answer = signed_in(sender).post(page, {"do": "schedule", "at": "2001-01-01T09:00"})
    assert "That time has passed." in answer.content.decode()
    assert Newsletter.objects.get().state == Newsletter.DRAFT


@pytest.mark.parametrize("person", ["ada", "cleo", "mia"])
def test_nobody_else_sends(request, person, page):
    answer = signed_in(request.getfixturevalue(person)).post(page, {"do": "schedule"})
    assert answer.status_code in {302, 403}
    assert Newsletter.objects.get().state == Newsletter.DRAFT


@pytest.mark.parametrize(
    "path", ["/cms/snippets/newsletter/newsletter/add/", "/cms/snippets/newsletter/freeguide/add/"]
)
def test_marketer_writes(mia, path):
    assert signed_in(mia).get(path).status_code == 200


def test_preview_shows_the_mail(mia):
    newsletter = a_newsletter()
    request = newsletter.make_preview_request()
    assert "Unsubscribe</a>" in request.content.decode()
