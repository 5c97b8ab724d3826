"""The tree of languages is on with one language: readers' addresses and queries are as without it."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from guides.models import GuidePage
from tests.support import pages
from tests.support.cast import signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide() -> GuidePage:
    return pages.a_guide("legs")


def test_the_only_language_is_british_english(guide: GuidePage, settings: Any) -> None:
    assert settings.WAGTAIL_I18N_ENABLED
    assert [locale.language_code for locale in Locale.objects.all()] == ["en-gb"]
    assert guide.locale == Locale.get_default() == Locale.get_active()


def test_with_a_second_language_the_editor_leads_to_it(guide: GuidePage, nora: Any, settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("cy", "Welsh")]
    guide.copy_for_translation(Locale.objects.create(language_code="cy"), copy_parents=True)
    assert "Welsh" in html_of(signed_in(nora).get(f"/office/pages/{guide.pk}/edit/"))


def test_addresses_have_no_language(guide: GuidePage) -> None:
    words = html_of(Client().get(guide.url))
    assert re.findall(r'rel="canonical" href="[^"]*?(/guides/[^"]*)"', words) == [guide.url]
    named = re.findall(r'hreflang="([\w-]+)" href="[^"]*?(/guides/[^"]*)"', words)
    assert named == [("en-GB", guide.url), ("x-default", guide.url)]


def test_the_site_map_has_each_page_once(guide: GuidePage) -> None:
    found = re.findall(r"<loc>[^<]*?(/guides/[^<]*)</loc>", Client().get("/sitemap.xml").content.decode())
    assert found.count(guide.url) == 1
    assert not [path for path in found if path.startswith("/en")]


@pytest.mark.parametrize("is_on", [True, False])
def test_readers_pages_ask_for_no_language(guide: GuidePage, settings: Any, is_on: bool) -> None:
    settings.WAGTAIL_I18N_ENABLED = is_on
    Client().get(guide.url)
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(guide.url).status_code == 200
    assert not [query for query in queries if "wagtailcore_locale" in query["sql"]]
