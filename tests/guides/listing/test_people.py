"""Pages of authors and reviewers."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from guides.listing.snapshot import build_snapshot
from guides.models import GuidePage, Person
from shop.privacy.personal_data import data_of, erase_all
from tests.support import pages, schema_org
from tests.support.html import html_of

URL = "/guides/people/nell-archer/"


@pytest.fixture
def nell(db: None) -> Person:
    links = [("link", {"label": "Register of teachers", "url": "https://example.org/nell"})]
    given = {"credentials": "Teaches classes", "biography": "Nell sits on floors.", "links": links}
    return Person.objects.create(name="Nell Archer", **given)


@pytest.fixture
def guide(nell: Person, django_capture_on_commit_callbacks: Any) -> GuidePage:
    with django_capture_on_commit_callbacks(execute=True):
        return pages.a_guide("legs", author=nell, first_published_at=timezone.now())


def test_a_page_shows_biography_links_and_guides(guide):
    page = html_of(Client().get(URL))
    assert all(words in page for words in ("Nell sits on floors.", "Teaches classes", "Register of teachers"))
    assert "Written by Nell Archer" in page
    assert 'href="/guides/legs/"' in page


def test_reviewed_guides_are_listed_apart(nell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("legs", author=pages.a_person("Tom"), reviewer=nell, reviewed_on=date(2026, 9, 1))
    page = html_of(Client().get(URL))
    assert "Reviewed by Nell Archer" in page
    assert "Written by Nell Archer" not in page


def test_search_engines_read_who_it_is(guide):
    page = html_of(Client().get(URL))
    person = schema_org.read(page)["ProfilePage"]["mainEntity"]
    assert person["sameAs"] == ["https://example.org/nell"]
    assert person["url"].endswith(URL)


def test_bylines_and_the_article_lead_there(guide):
    page = html_of(Client().get("/guides/legs/"))
    assert f'<a href="{URL}">Nell Archer</a>' in page
    assert schema_org.read(page)["Article"]["author"]["url"].endswith(URL)


@pytest.mark.parametrize("change", [{"biography": ""}, {"live": False}])
def test_without_a_biography_or_unpublished_there_is_no_page(
    guide, change, django_capture_on_commit_callbacks
):
    Person.objects.update(**change)
    assert not build_snapshot("x").profiles


def test_without_a_published_guide_there_is_no_page(nell):
    pages.a_guide("legs", author=nell, live=False)
    assert Client().get(URL).status_code == 404


def test_public_people_are_in_the_sitemap(guide):
    sitemap = Client().get("/sitemap.xml").content.decode()
    assert URL in sitemap
    assert "/guides/people/</loc>" in sitemap


def test_a_page_goes_with_its_last_guide(guide, django_capture_on_commit_callbacks):
    assert Client().get(URL).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        guide.unpublish()
    assert Client().get(URL).status_code == 404


def test_people_of_one_name_have_addresses_of_their_own(nell):
    assert Person.objects.create(name="Nell Archer").slug == "nell-archer-2"


def test_what_changed_is_dated_and_the_newest_comes_first(nell, django_capture_on_commit_callbacks):
    rows = [("2026-09-01", "New drawings."), ("2026-11-01", "A study was added.")]
    changes = [("change", {"on": date.fromisoformat(on), "text": text}) for on, text in rows]
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("legs", author=nell, changes=changes)
    page = html_of(Client().get("/guides/legs/"))
    assert page.index("A study was added.") < page.index("New drawings.")
    assert "1 November 2026" in page.partition("</header>")[2].partition("guide__layout")[0]


def test_an_author_reads_and_erases_what_is_public(guide, nell, writer):
    Person.objects.update(account=writer)
    (profile,) = data_of(writer.email)["author_profiles"]
    assert profile["guides"] == [guide.title]
    assert any("your profile" in line for line in erase_all(email=writer.email))
    nell.refresh_from_db()
    assert (nell.name, nell.biography, nell.live, nell.account) == ("A former author", "", False, None)


def test_an_address_that_changes_leads_to_the_new_one(guide, nell, django_capture_on_commit_callbacks):
    for slug in ("nell", "nell-a"):
        with django_capture_on_commit_callbacks(execute=True):
            nell.slug = slug
            nell.save()
    for old in (URL, "/guides/people/nell/"):
        answer = Client().get(old)
        assert (answer.status_code, answer.headers["Location"]) == (301, "/guides/people/nell-a/")
    assert Client().get("/guides/people/nell-a/").status_code == 200


def test_an_address_that_comes_back_leads_nowhere_else(guide, nell, django_capture_on_commit_callbacks):
    for slug in ("nell", "nell-archer"):
        with django_capture_on_commit_callbacks(execute=True):
            nell.slug = slug
            nell.save()
    assert Client().get(URL).status_code == 200
    assert Client().get("/guides/people/nell/").headers["Location"] == URL
