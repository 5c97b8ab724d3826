"""A link shows one reviewer the newest draft, for a while."""

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from guides.editorial.models import WithdrawnLinks
from guides.editorial.preview_links import SALT, WITHDRAWN, make_link, withdraw_links
from tests.guides.claims.pages import an_info_page
from tests.support import pages as support_pages
from tests.support.cast import access, signed_in

pytestmark = pytest.mark.django_db


def test_reviewer_without_account_sees_the_newest_draft(client):
    page = an_info_page("First words.")
    path = make_link(page=page, days=7).path
    page.intro = "Second words."
    page.save_revision()
    shown = client.get(path).content.decode()
    assert "Second words." in shown


def test_preview_is_private_and_out_of_search(client):
    answer = client.get(make_link(page=an_info_page("Words."), days=7).path)
    assert "no-store" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


@pytest.mark.parametrize("days", [1, 7, 30])
def test_link_dies_on_its_day(client, days):
    path = make_link(page=an_info_page("Words."), days=days).path
    now = timezone.now()
    with time_machine.travel(now + timezone.timedelta(days=days, seconds=-60)):
        assert client.get(path).status_code == 200
    with time_machine.travel(now + timezone.timedelta(days=days, seconds=60)):
        assert client.get(path).status_code == 410


def test_forged_link_opens_nothing(client):
    path = make_link(page=an_info_page("Words."), days=7).path
    assert client.get(path[:-3] + "xx/").status_code == 410
    assert client.get("/preview/1/").status_code == 410


def test_link_to_a_deleted_page_is_dead(client):
    page = an_info_page("Words.")
    path = make_link(page=page, days=7).path
    page.delete()
    assert client.get(path).status_code == 410


def test_withdrawing_ends_all_links_made_before(client, nora):
    page = an_info_page("Words.")
    for _ in range(2):
        path = make_link(page=page, days=7).path
        withdraw_links(page=page, by=nora)
        assert client.get(path).status_code == 410


def test_a_link_made_after_withdrawing_works(client, nora):
    page = an_info_page("Words.")
    withdraw_links(page=page, by=nora)
    assert client.get(make_link(page=page, days=7).path).status_code == 200


def test_links_of_other_pages_stay(client, nora):
    other = make_link(page=support_pages.a_guide("other"), days=7)
    withdraw_links(page=an_info_page("Words."), by=nora)
    assert client.get(other.path).status_code == 200


def test_a_link_from_before_there_was_a_count_is_withdrawn_too(client, nora):
    page = an_info_page("Words.")
    path = reverse("preview-link", args=[signing.dumps([page.pk, 7], salt=SALT)])
    assert client.get(path).status_code == 200
    withdraw_links(page=page, by=nora)
    assert client.get(path).status_code == 410


def test_the_button_withdraws_and_the_log_names_who_did(nora):
    page = an_info_page("Words.")
    address = reverse("desk-withdraw", args=[page.pk])
    office = signed_in(nora)
    assert address in office.get(reverse("desk-share", args=[page.pk])).content.decode()
    told = office.post(address, follow=True).content.decode()
    assert "No preview link of" in told
    assert PageLogEntry.objects.get(page=page, action=WITHDRAWN).user == nora


def test_only_who_may_edit_withdraws(ada):
    page = an_info_page("Words.")
    signed_in(ada).post(reverse("desk-withdraw", args=[page.pk]))
    assert not WithdrawnLinks.objects.exists()


def test_only_who_may_edit_makes_links(ada, nora):
    page = an_info_page("Words.")
    url = reverse("desk-share", args=[page.pk])
    assert access(url, {"visitor": None, "ada": ada}) == {"visitor": 302, "ada": 302}
    assert "/preview/" in signed_in(nora).post(url, {"days": "7"}).content.decode()
    assert "/preview/" not in signed_in(nora).post(url, {"days": "9999"}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_page_cache_neither_answers_for_a_draft_nor_keeps_it(settings, tmp_path):
    settings.PAGE_CACHE, settings.MEDIA_ROOT = True, tmp_path
    page = support_pages.a_guide("cached", body=[support_pages.text()], introduction="Live words.")
    client = Client(HTTP_HOST="127.0.0.1:8000")  # the site's own, which Wagtail's made-up request names
    client.get("/guides/cached/")
    page.introduction = "Typed and not saved."
    assert "Typed and not saved." in page.make_preview_request().content.decode()
    assert "Live words." in client.get("/guides/cached/").content.decode()
