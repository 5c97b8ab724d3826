"""The filters of a product list: a panel on phones, with and without scripts; a column on desktops."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.usefixtures("demo_shop")
SHOWS = re.compile(r"^Show \d+ products?$")


def number(text: str | None) -> int:
    found = re.search(r"\d+", text or "")
    assert found
    return int(found[0])


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_filters_are_chosen_in_one_visit_to_the_panel(
    scripts: bool, open_page: Callable[..., Page]
) -> None:
    page = open_page(PHONE, java_script_enabled=scripts)
    page.goto("/shop/")
    page.get_by_text("Filter", exact=True).click()
    for name in ("Newborn", "Made without nut oils"):
        page.get_by_role("link", name=re.compile(f"^{name}")).click()
        expect(page.locator(".filters [aria-current]", has_text=name)).to_be_visible()
    button = page.get_by_role("button", name=SHOWS)
    wanted = number(button.text_content())
    button.click()
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".product-list .product-card")).to_have_count(wanted)
    expect(page).to_have_url(re.compile("need=newborn&nuts=free"))


def test_on_a_desktop_a_filter_is_one_click(open_page: Callable[..., Page]) -> None:
    page = open_page(DESKTOP)
    page.goto("/shop/")
    page.get_by_role("link", name=re.compile(r"^Newborn \d")).click()
    expect(page.get_by_role("link", name="Remove Newborn")).to_be_visible()
    expect(page.get_by_role("button", name=SHOWS)).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("link", name="Remove Newborn")).to_have_count(0)


def test_a_phone_fetches_no_second_picture(open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/shop/", wait_until="networkidle")
    assert any("everyday-massage-oil-1" in url for url in fetched)
    assert not [url for url in fetched if "everyday-massage-oil-2" in url]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_menu_opens_and_leads_on(scripts: bool, open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE, java_script_enabled=scripts)
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Massage").click()
    page.wait_for_url("**/shop/category/massage/")


@pytest.mark.parametrize("width", [320, 360, 390, 768])
def test_the_header_is_one_row_on_small_screens(width: int, open_page: Callable[..., Page]) -> None:
    page = open_page({"width": width, "height": 800})
    page.goto("/shop/")
    boxes = [
        page.locator(one).bounding_box()
        for one in (".site-menu >> nth=0", ".wordmark", ".site-search__open", "[data-basket-link]")
    ]
    assert all(boxes)
    assert len({round(box["y"] + box["height"] / 2) for box in boxes if box}) == 1
    assert max(box["x"] + box["width"] for box in boxes if box) <= width
