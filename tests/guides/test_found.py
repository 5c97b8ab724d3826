"""How readers and search engines come to guides: search, products, home, feeds, sitemap, JSON-LD."""

import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from guides.feeds.full_text import feed_text
from guides.listing.snapshot import current_guides
from guides.models import GuidePage
from guides.page.social_image import path_of
from tests.support import factories, pages, schema_org


def write_guide() -> None:
    """A part about legs, published and reviewed, that names a product."""
    product = factories.a_product("Jojoba oil", slug="jojoba-oil")
    question = {"question": "How <long>?", "answer": "<p>As you like.</p>"}
    body = [
        pages.text("<p>Stroke the <b>calves</b> slowly.</p>", [pages.a_source(doi="10.1000/abc")]),
        ("product", {"product": product.pk, "note": ""}),
        ("questions", {"heading": "Asked", "questions": [question]}),
    ]
    now = timezone.now()
    pages.a_guide(
        "legs",
        parent=pages.a_series(),
        body=body,
        title="Happy legs",
        cover=pages.a_picture(),
        reviewer=pages.a_person("Ruth Okafor"),
        reviewed_on=date(2026, 10, 5),
        first_published_at=now,
        last_published_at=now,
    )


@pytest.fixture(scope="module")
def _written(module_rows):
    module_rows(write_guide)


@pytest.fixture
def guide(_written, db):
    return GuidePage.objects.get(slug="legs")


def words(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_search_finds_guides_beside_products(guide):
    page = words("/search/?q=jojoba+legs")
    assert "Jojoba oil" in page
    assert "Happy legs" in page


@pytest.mark.parametrize("query", ["calves", "LEGS", "legs and calves"])
def test_search_finds_a_guide_by_its_words(guide, query):
    assert "Happy legs" in words(f"/search/?q={query}")


def test_search_finds_no_draft(guide, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("secret", body=[pages.text("<p>calves</p>")], live=False)
    assert "/guides/secret/" not in words("/search/?q=calves")


@pytest.mark.parametrize(
    ("query", "meant"), [("hapy", "happy"), ("leggs", "legs"), ("hapy leggs", "happy legs")]
)
def test_search_corrects_a_slip_of_the_key(guide, query, meant):
    page = words(f"/search/?q={query}")
    assert f"<strong>{meant}</strong>" in page
    assert "Happy legs" in page


def test_search_field_suggests_guides_below_products(guide):
    factories.a_product("Happy oil")
    found = Client().get("/search/suggest/?q=happ").json()["items"]
    assert [item["title"] for item in found][-1] == "Happy legs"
    assert found[-1]["url"] == "/guides/walking/legs/"


def test_product_page_leads_to_guides_that_use_it(guide):
    page = words("/shop/jojoba-oil/")
    assert "Guides featuring this oil" in page
    assert "/guides/walking/legs/" in page


def test_guides_cost_a_product_page_nothing(guide):
    words("/shop/jojoba-oil/")
    with CaptureQueriesContext(connection) as seen:
        words("/shop/jojoba-oil/")
    assert not [query for query in seen if "guides_" in query["sql"]]


def test_home_and_menu_lead_to_guides(guide):
    page = words("/")
    assert 'href="/guides/"' in page
    assert "/guides/walking/legs/" in page


def test_sitemap_lists_guides_with_their_last_change(guide):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = ElementTree.fromstring(Client().get("/sitemap.xml").content)  # noqa: S314 -- our own
    found = {url.findtext("s:loc", "", space): url.findtext("s:lastmod", "", space) for url in tree}
    at = next(changed for url, changed in found.items() if url.endswith("/guides/walking/legs/"))
    assert at.startswith(f"{timezone.localtime(guide.last_published_at):%Y-%m-%dT%H:%M}")


@pytest.mark.parametrize("path", ["/guides/feed/", "/guides/walking/feed/"])
def test_feed_tells_of_guides(guide, path):
    answer = Client().get(path)
    channel = ElementTree.fromstring(answer.content).find("channel")  # noqa: S314 -- our own
    (item,) = channel.findall("item")
    assert item.findtext("title") == "Happy legs"
    assert item.findtext("link").endswith("/guides/walking/legs/")
    assert item.findtext("pubDate")
    itself = channel.find("{http://www.w3.org/2005/Atom}link").get("href")
    assert itself == f"{settings.SHOP_URL}{path}"
    assert "public" in answer["Cache-Control"]


def feed_item(path="/guides/feed/"):
    tree = ElementTree.fromstring(Client().get(path).content)  # noqa: S314 -- our own
    return tree.find("channel/item")


@pytest.mark.parametrize("path", ["/guides/feed/", "/guides/walking/feed/"])
def test_feed_has_the_whole_text_with_full_addresses(guide, path):
    text = feed_item(path).findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert "<b>calves</b>" in text
    assert "As you like." in text
    found = re.findall(r'(?:href|src)="([^"]*)"', text)
    assert found
    assert all(url.startswith(("http://", "https://")) for url in found)
    assert not re.search("<form|<script|srcset", text)


def test_feed_text_shows_every_block_but_forms(guide, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        every = pages.a_guide("every", body=pages.every_block(pages.a_technique()))
    text = feed_text(current_guides().guides[every.pk])
    for words_of_block in ("Begin at the hip.", "On the floor.", "Pleasant", "Slow is a speed.", "Ask."):
        assert words_of_block in text
    assert "<form" not in text


def test_feed_knows_a_guide_by_the_same_id_at_another_address(guide, django_capture_on_commit_callbacks):
    before = feed_item()
    with django_capture_on_commit_callbacks(execute=True):
        guide.slug, guide.title = "legs-again", "Legs again"
        guide.save()
    after = feed_item()
    assert before.findtext("link") != after.findtext("link")
    assert before.findtext("guid") == after.findtext("guid")
    assert after.find("guid").get("isPermaLink") == "false"


def test_feed_names_the_cover_with_type_and_length(guide):
    enclosure = feed_item().find("enclosure")
    url = enclosure.get("url")
    assert url.startswith(settings.SHOP_URL)
    answer = default_storage.open(url.removeprefix(settings.SHOP_URL + settings.MEDIA_URL)).read()
    assert int(enclosure.get("length")) == len(answer)
    assert enclosure.get("type") == Image.MIME[Image.open(BytesIO(answer)).format]


def test_feed_goes_on_without_a_lost_cover(guide, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        guide.cover = pages.a_picture()
        guide.save()
    default_storage.delete(guide.cover.file.name)
    assert feed_item().find("enclosure") is None


def test_feed_of_no_series_is_not_there(guide):
    assert Client().get("/guides/running/feed/").status_code == 404


def test_json_ld_of_a_guide_is_valid_and_says_who_stands_behind_it(guide):
    data = schema_org.read(words("/guides/walking/legs/"))
    article = data["Article"]
    assert article["author"]["name"] == "Nell Archer"
    assert article["mainEntityOfPage"]["reviewedBy"]["name"] == "Ruth Okafor"
    assert article["isPartOf"]["name"] == "Walking"
    assert article["citation"][0]["url"] == "https://doi.org/10.1000/abc"
    assert [step["name"] for step in data["BreadcrumbList"]["itemListElement"]] == [
        "Home", "Guides", "Walking", "Happy legs",
    ]  # fmt: skip
    assert data["FAQPage"]["mainEntity"][0]["acceptedAnswer"]["text"] == "As you like."


@pytest.mark.parametrize("path", ["/guides/", "/guides/walking/"])
def test_json_ld_of_lists_is_valid(guide, path):
    assert "BreadcrumbList" in schema_org.read(words(path))


def test_canonical_address_is_the_guides_own(guide, settings):
    page = words("/guides/walking/legs/?utm_source=x")
    assert f'<link rel="canonical" href="{settings.SHOP_URL}/guides/walking/legs/">' in page


def test_link_elsewhere_shows_a_picture_of_the_guide(guide, settings):
    page = words("/guides/walking/legs/")
    url = page.split('property="og:image" content="')[1].split('"')[0]
    answer = Client().get(url.removeprefix(settings.SHOP_URL))
    picture = Image.open(BytesIO(b"".join(answer.streaming_content)))
    assert picture.size == (1200, 630)
    assert "immutable" in answer["Cache-Control"]


def test_nobody_can_have_other_pictures_drawn(guide):
    assert Client().get(f"/guides/social/{guide.pk}-000000000000.jpg").status_code == 404
    GuidePage.objects.update(live=False)
    assert Client().get(path_of(guide)).status_code == 404
