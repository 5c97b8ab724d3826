"""The product page: the way to buy on the first screen, the bar on phones, and the pictures."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.shopper import Shopper

PHONE = {"width": 390, "height": 844}
SMALL_PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1440, "height": 900}
PATHS = ["/shop/everyday-massage-oil/", "/shop/newborn-massage-set/", "/shop/pure-sunflower-oil/"]
OIL = PATHS[0]
pytestmark = pytest.mark.usefixtures("demo_shop")


@pytest.mark.parametrize("screen", [SMALL_PHONE, PHONE, DESKTOP], ids=["small phone", "phone", "desktop"])
def test_the_button_is_on_the_first_screen(open_page: Callable[..., Page], screen: dict[str, int]) -> None:
    page = open_page(screen)
    for path in PATHS:
        page.goto(path)
        box = page.get_by_role("button", name="Add to basket").first.bounding_box()
        assert box and box["y"] + box["height"] <= screen["height"], path


def test_the_bar_comes_once_the_button_is_out_of_sight(open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE, has_touch=True)
    page.goto(OIL)
    bar = page.get_by_role("group", name="Add Everyday massage oil to basket")
    expect(bar).to_be_hidden()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(bar).to_be_visible()
    bar.get_by_label("Size").select_option(label="250 ml – £29.00 (£116.00 per litre)")
    expect(page.get_by_role("radio", name="250 ml")).to_be_checked()
    bar.get_by_role("button", name="Add to basket").click()
    Shopper(page).has_in_basket(1)
    page.goto("/basket/")
    expect(page.get_by_text("250 ml").first).to_be_visible()


def test_the_bar_shows_the_whole_price_of_a_size(open_page: Callable[..., Page]) -> None:
    """What stands after the price may be cut."""
    page = open_page(PHONE, has_touch=True)
    page.goto(OIL)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    bar = page.get_by_role("group", name="Add Everyday massage oil to basket")
    bar.get_by_label("Size").select_option(label="250 ml – £29.00 (£116.00 per litre)")
    widths = bar.get_by_label("Size").evaluate(
        """field => {
          const style = getComputedStyle(field);
          const brush = document.createElement("canvas").getContext("2d");
          brush.font = style.font;
          const besides = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight) + 20;  // the arrow
          return [brush.measureText("250 ml – £29.00").width, field.clientWidth - besides];
        }"""
    )
    assert widths[0] <= widths[1]


def test_a_sold_out_product_asks_for_an_address_at_once(open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE, has_touch=True)
    page.goto("/shop/sweet-almond-oil/")
    address = page.locator("main").get_by_label("Email address").first
    expect(address).to_be_visible()
    box = address.bounding_box()
    assert box and box["y"] < PHONE["height"]


@pytest.mark.parametrize(("width", "path", "shown"), [(390, PATHS[1], 4), (768, "/", 3), (1440, PATHS[0], 4)])
def test_no_card_stands_alone_below_its_row(
    open_page: Callable[..., Page], width: int, path: str, shown: int
) -> None:
    page = open_page({"width": width, "height": 900})
    page.goto(path)
    expect(page.locator(".grid--row").first.locator("> :visible")).to_have_count(shown)


def test_without_scripts_there_is_no_bar_and_pictures_are_links(open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    page.goto(OIL)
    page.mouse.wheel(0, 3000)
    expect(page.locator("[data-buy-bar]")).to_be_hidden()
    assert re.search(r"/1800w\.webp$", page.locator("[data-zoom]").first.get_attribute("href") or "")


def test_the_price_beside_the_button_is_the_chosen_sizes(open_page: Callable[..., Page]) -> None:
    page = open_page(DESKTOP, java_script_enabled=False)
    page.goto(OIL)
    for size, price in (("100 ml", "£14.50"), ("250 ml", "£29.00")):
        page.get_by_role("radio", name=re.compile(f"^{size}")).check()
        expect(page.locator(".buy__price:visible")).to_have_count(1)
        expect(page.locator(".buy__price:visible .price")).to_have_text(price)


def test_a_picture_is_enlarged_and_closed_with_escape(open_page: Callable[..., Page]) -> None:
    page = open_page(DESKTOP)
    page.goto(OIL)
    page.locator("[data-zoom]").first.click()
    dialog = page.get_by_role("dialog", name="Enlarged picture")
    expect(dialog.get_by_role("img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_thumbnail_shows_its_picture(open_page: Callable[..., Page]) -> None:
    page = open_page(DESKTOP)
    page.goto(OIL)
    last = page.locator(".gallery__thumbnails a:visible").last
    last.click()
    expect(last).to_have_attribute("aria-current", "true")
    expect(page.locator(".gallery__pictures > li:visible").last).to_be_in_viewport(ratio=0.9)
