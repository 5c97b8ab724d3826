"""No link leads nowhere: pages, files, fragments; other sites' addresses are only read, never asked."""

import re
from urllib.parse import urlsplit

from tests.crawl.conftest import Crawl
from tests.crawl.documents import without_fragment

OUTSIDE = re.compile(
    r"https://[a-z0-9.-]+\.[a-z]{2,}(/\S*)?|mailto:[\w.+-]+@[\w.-]+\.[a-z]{2,}|tel:\+?[\d ]+"
    r"|mailto:\?subject=[\w%.~-]+&body=https?%3A%2F%2F[\w%.~-]+"  # to whom the reader likes
)


def test_every_link_and_file_answers(crawl: Crawl) -> None:
    broken = [
        f"{document.status}: {url}, linked on {walk.found_on[url]} ({walk.who})"
        for walk in crawl.walks
        for url, document in walk.seen.items()
        if document.status >= 400
    ]
    assert not broken, "\n".join(broken)


def test_every_fragment_leads_to_an_id(crawl: Crawl) -> None:
    lost = []
    for walk in crawl.walks:
        for document in walk.seen.values():
            for address in document.links:
                url, fragment = without_fragment(address)
                target = walk.seen.get(walk.ours(url) or "")
                if fragment and target and target.is_html and fragment not in target.ids:
                    lost.append(f"{address} on {document.name}")
    assert not lost, "\n".join(lost)


def test_fragments_within_a_page_lead_to_an_id(crawl: Crawl) -> None:
    lost = [
        f"#{fragment} on {document.name}"
        for document in crawl.pages
        for link in document.soup.find_all("a", href=re.compile("^#."))
        if (fragment := str(link["href"])[1:]) not in document.ids
    ]
    assert not lost, "\n".join(lost)


def test_other_sites_addresses_are_well_formed(crawl: Crawl) -> None:
    outside = {address for walk in crawl.walks for address in walk.outside}
    assert outside
    assert not [address for address in outside if not OUTSIDE.fullmatch(address)]


def test_no_page_loads_anything_from_elsewhere(crawl: Crawl) -> None:
    ours = crawl.stranger.ours
    third = [
        f"{file} on {document.name}"
        for document in crawl.pages
        for file in document.files
        if urlsplit(file).scheme != "data" and ours(file) is None and "js.stripe.com" not in file
    ]
    assert not third, "\n".join(third)


def test_the_walk_comes_everywhere(crawl: Crawl) -> None:
    """The crawl reaches the contract's URLs, and the pages that only Ada sees."""
    for path in ("/", "/shop/", "/shop/everyday-massage-oil/", "/guides/", "/guides/feed/", "/newsletter/"):
        assert crawl.stranger.seen[path].status == 200
    assert "/checkout/" in crawl.ada.seen
    assert any(url.startswith("/account/orders/PS-") for url in crawl.ada.seen)
    assert len(crawl.stranger.seen) > 300
