"""Sitemap, feeds and robots.txt hold what their specifications ask for, and only what may be found."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from defusedxml import ElementTree
from django.conf import settings

from tests.crawl.conftest import Crawl
from tests.crawl.documents import Document

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}image"
IN_URL = {"loc", "lastmod", "changefreq", "priority", IMAGE}
FEEDS = ("/guides/feed/", "/guides/baby-massage/feed/", "/guides/as-they-grow/feed/")


def sitemap(crawl: Crawl) -> list[Any]:
    tree = ElementTree.fromstring(crawl.stranger.seen["/sitemap.xml"].body)
    assert tree.tag == f"{MAP}urlset"
    return list(tree)


def path(address: str) -> str:
    return urlsplit(address).path


def test_the_sitemap_follows_its_schema(crawl: Crawl) -> None:
    urls = sitemap(crawl)
    assert 0 < len(urls) < 50_000
    for url in urls:
        names = [child.tag.removeprefix(MAP) for child in url]
        assert url.tag == f"{MAP}url"
        assert names[0] == "loc"
        assert set(names) <= IN_URL and len(names) == len(set(names))
        assert str(url[0].text).startswith(f"{settings.SHOP_URL}/")
        for changed in url.iter(f"{MAP}lastmod"):
            assert datetime.fromisoformat(str(changed.text)).tzinfo


def test_the_sitemap_names_pages_by_their_own_address_that_may_be_found(crawl: Crawl) -> None:
    addresses = [str(url[0].text) for url in sitemap(crawl)]
    assert len(addresses) == len(set(addresses))
    for address in addresses:
        page = crawl.stranger.seen[path(address)]
        assert page.soup.find("link", rel="canonical", href=address), address
        assert not page.soup.find("meta", attrs={"name": "robots"}), address


def lacks(page: Document) -> list[str]:
    """What a page that may be found has to have."""
    wanted = {
        "title": page.soup.find("title"),
        "description": page.soup.find("meta", attrs={"name": "description", "content": re.compile(".{15}")}),
        "canonical": page.soup.find("link", rel="canonical"),
    }
    return [f"{page.name} lacks its {name}" for name, tag in wanted.items() if tag is None]


def test_every_page_that_may_be_found_has_title_description_and_canonical(crawl: Crawl) -> None:
    pages = [page for page in crawl.stranger.seen.values() if page.is_html and page.status == 200]
    found = [page for page in pages if not page.soup.find("meta", attrs={"name": "robots"})]
    assert len(found) > 40
    assert not [fault for page in found for fault in lacks(page)]


@pytest.mark.parametrize("url", FEEDS)
def test_a_feed_has_what_rss_asks_for(crawl: Crawl, url: str) -> None:
    tree = ElementTree.fromstring(crawl.stranger.seen[url].body)
    assert (tree.tag, tree.get("version")) == ("rss", "2.0")
    (channel,) = tree
    for name in ("title", "link", "description"):
        assert channel.findtext(name), name
    itself = channel.find(f"{ATOM}link[@rel='self']")
    assert itself is not None and itself.get("href") == settings.SHOP_URL + url
    assert parsedate_to_datetime(channel.findtext("lastBuildDate"))
    assert channel.findall("item")


@pytest.mark.parametrize("url", FEEDS)
def test_items_of_a_feed_are_complete_and_lead_to_their_pages(crawl: Crawl, url: str) -> None:
    channel = ElementTree.fromstring(crawl.stranger.seen[url].body)[0]
    items = channel.findall("item")
    assert len({item.findtext("guid") for item in items}) == len(items)
    for item in items:
        assert item.findtext("title") and item.findtext("description")
        assert crawl.stranger.seen[path(str(item.findtext("link")))].status == 200
        assert parsedate_to_datetime(str(item.findtext("pubDate"))).tzinfo


def test_feeds_are_announced_where_they_belong(crawl: Crawl) -> None:
    index: Document = crawl.stranger.seen["/guides/"]
    assert index.soup.find("link", rel="alternate", type="application/rss+xml", href=True)


def test_robots_keep_to_lines_that_crawlers_know(crawl: Crawl) -> None:
    lines = crawl.stranger.seen["/robots.txt"].text.splitlines()
    for line in filter(None, lines):
        assert re.fullmatch(r"User-agent: \*|Disallow: /\S*|Sitemap: https?://\S+", line), line
