"""JSON-LD on every page is read strictly; what search engines show is there and true to the page."""

from typing import Any

from tests import schema_org
from tests.crawl.conftest import Crawl


def data_of(crawl: Crawl, url: str) -> dict[str, Any]:
    return schema_org.read(crawl.stranger.seen[url].text)


def test_all_json_ld_is_valid(crawl: Crawl) -> None:
    found = [kind for page in crawl.pages for kind in schema_org.read(page.text)]
    assert {"Product", "BreadcrumbList", "Article", "FAQPage"} <= set(found)


def test_breadcrumbs_lead_to_pages_that_exist(crawl: Crawl) -> None:
    for page in crawl.pages:
        for step in schema_org.read(page.text).get("BreadcrumbList", {}).get("itemListElement", []):
            url = crawl.stranger.ours(step["item"])
            assert url in crawl.stranger.seen, f"{step} on {page.name}"


def test_offers_have_the_prices_that_the_page_shows(crawl: Crawl) -> None:
    for url in ("/shop/everyday-massage-oil/", "/shop/organic-muslin-cloths/"):
        words = crawl.stranger.seen[url].soup.get_text()
        prices = [offer["price"] for offer in data_of(crawl, url)["Product"]["offers"]]
        assert prices
        assert all(f"£{price}" in words for price in prices)


def test_pictures_named_in_json_ld_exist(crawl: Crawl) -> None:
    pictures = data_of(crawl, "/shop/everyday-massage-oil/")["Product"]["image"]
    assert pictures
    assert all(crawl.stranger.seen[str(crawl.stranger.ours(address))].status == 200 for address in pictures)
