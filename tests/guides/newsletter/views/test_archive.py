"""The archive on the web: what was sent and is shown, and nothing else."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone

from guides.newsletter.blocks import NewsletterBody
from guides.newsletter.models import Newsletter
from guides.newsletter.views.sitemap import ArchiveSitemap
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader
from tests.guides.newsletter.sending.test_delivery import sends as sends
from tests.support.cast import signed_in
from tests.support.html import html_of

LIST = "/newsletter/archive/"


def a_sent_letter(**fields) -> Newsletter:
    given = {"in_archive": True, "state": Newsletter.SENT, "finished_at": timezone.now()} | fields
    return a_newsletter(**given)


def test_letter_that_was_sent_is_read_on_the_web(db):
    letter = a_sent_letter()
    assert "Hello" in html_of(Client().get(LIST))
    page = html_of(Client().get(f"{LIST}{letter.pk}/"))
    assert "<h2>New</h2>" in page and "/newsletter/unsubscribe/" not in page and "/newsletter/go/" not in page


@pytest.mark.parametrize(
    "fields", [{"in_archive": False}, {"state": Newsletter.DRAFT}, {"state": Newsletter.SCHEDULED}]
)
def test_no_other_letter_is_shown(db, fields):
    letter = a_sent_letter(**fields)
    assert "Hello" not in html_of(Client().get(LIST))
    assert Client().get(f"{LIST}{letter.pk}/").status_code == 404


def test_email_leads_to_its_page(sends):
    a_reader()
    letter = a_newsletter(in_archive=True)
    sends(letter)
    assert f"{LIST}{letter.pk}/" in mail.outbox[0].body
    assert Client().get(f"{LIST}{letter.pk}/").status_code == 200
    assert ".invalid" not in mail.outbox[0].body + str(mail.outbox[0].alternatives[0])


def test_email_of_a_letter_that_is_not_shown_has_no_such_link(sends):
    a_reader()
    sends(a_newsletter())
    assert LIST not in mail.outbox[0].body


def test_marketer_takes_it_off_the_web(db, mia, django_capture_on_commit_callbacks):
    mia.groups.add(Group.objects.get(name="Moderators"))
    letter = a_sent_letter()
    assert Client().get(f"{LIST}{letter.pk}/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(mia).post(f"/office/newsletter/{letter.pk}/send/", {"do": "show", "shown": "no"})
    assert Client().get(f"{LIST}{letter.pk}/").status_code == 404
    assert "Hello" not in html_of(Client().get(LIST))


def test_sitemap_has_the_archive_once_something_is_in_it(db):
    hidden = a_sent_letter(in_archive=False)
    assert "/newsletter/archive/" not in Client().get("/sitemap.xml").content.decode()
    shown = a_sent_letter()
    locations = [page.path for page in ArchiveSitemap().items()]
    assert locations == [LIST, f"{LIST}{shown.pk}/"] and f"{LIST}{hidden.pk}/" not in locations


def test_newsletters_own_page_leads_to_the_archive(db):
    assert f'href="{LIST}"' in html_of(Client().get("/newsletter/"))


def test_buttons_and_columns_are_on_the_web_page(db):
    button = {"type": "button", "value": {"label": "Look around", "page": None, "address": "/shop/"}}
    body = NewsletterBody().to_python(
        [{"type": "columns", "value": {"left": [button], "right": [{"type": "text", "value": "<p>Two</p>"}]}}]
    )
    letter = a_sent_letter()
    Newsletter.objects.update(body=body)
    page = html_of(Client().get(f"{LIST}{letter.pk}/"))
    assert 'href="/shop/">Look around' in page and "<p>Two</p>" in page
