"""JSON-LD on every page is read strictly; what search engines show is there and true to the page."""

from typing import Any

from tests.crawl.conftest import Crawl
from tests.support import schema_org


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


def sold(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The products of a page's data that have a price."""
    found = data.get("ProductGroup", {}).get("hasVariant") or [data.get("Product", {})]
    return [one for one in found if "offers" in one]


def test_every_page_of_a_product_shows_what_its_data_say(crawl: Crawl) -> None:
    """Each address, those of sizes among them: name, price, stock and the size that is chosen."""
    pages = [page for page in crawl.pages if page.is_html and sold(schema_org.read(page.text))]
    assert len(pages) > 12
    for page in pages:
        words = page.soup.main.get_text(" ")
        for one in sold(schema_org.read(page.text)):
            assert f"£{one['offers']['price']}" in words, page.name
            assert one["offers"]["availability"].endswith("OutOfStock") <= ("Sold out" in words), page.name
        if "?size=" in page.url:
            (one,) = sold(schema_org.read(page.text))
            assert page.url in one["offers"]["url"] or page.url.split("&")[0] in one["offers"]["url"]


def test_pictures_named_in_json_ld_exist(crawl: Crawl) -> None:
    pictures = data_of(crawl, "/shop/everyday-massage-oil/")["ProductGroup"]["image"]
    assert pictures
    assert all(crawl.stranger.seen[str(crawl.stranger.ours(address))].status == 200 for address in pictures)
