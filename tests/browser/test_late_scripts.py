"""What somebody does before a page's later scripts are there, and what happens when one never comes."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.shopper import Shopper
from tests.support.factories import a_product

SCRIPT = re.compile(r"/js/([\w-]+)\.[\w.]*js")


def held_back(page: Page, script: str) -> list[Route]:
    """Requests for a script, which are answered once the test goes on with them."""
    waiting: list[Route] = []
    page.route(f"**/js/{script}.*", lambda route: waiting.append(route))
    return waiting


def lets_through(page: Page, waiting: list[Route]) -> None:
    while not waiting:
        page.wait_for_timeout(20)
    for route in waiting:
        route.continue_()


def test_what_can_wait_is_fetched_after_the_first_paint(desktop: Page) -> None:
    asked: list[str] = []
    desktop.on("request", lambda request: asked.extend(SCRIPT.findall(request.url)))
    desktop.goto(a_product().get_absolute_url(), wait_until="domcontentloaded")
    assert set(asked) <= {"storefront", "product", "remembered"}
    with desktop.expect_response("**/js/mini-basket.*"):
        pass


def test_letters_typed_before_the_suggestions_script_count(desktop: Page) -> None:
    waiting = held_back(desktop, "suggest")
    desktop.goto(a_product("Sunflower oil").get_absolute_url())
    desktop.get_by_placeholder("Search").fill("sunfl")
    lets_through(desktop, waiting)
    expect(desktop.get_by_role("option", name="Sunflower oil")).to_be_visible()


def test_a_filter_pressed_before_its_script_needs_no_new_page(desktop: Page) -> None:
    a_product("Sunflower oil")
    waiting = held_back(desktop, "product-list")
    desktop.goto("/shop/")
    desktop.evaluate("window.isSamePage = true")
    desktop.get_by_text("Sort", exact=False).first.click()
    desktop.get_by_role("link", name="Price, low to high").click()
    lets_through(desktop, waiting)
    desktop.wait_for_url("**sort=**")
    assert desktop.evaluate("window.isSamePage")


@pytest.mark.parametrize("script", ["mini-basket", "newsletter"])
def test_without_its_script_a_form_is_sent_plainly(phone: Page, script: str) -> None:
    phone.route(f"**/js/{script}.*", lambda route: route.abort())
    shopper = Shopper(phone)
    shopper.opens(a_product().get_absolute_url())
    if script == "mini-basket":
        shopper.adds_to_basket()
        phone.wait_for_url("**/basket/")
    else:
        phone.get_by_label("Email address").last.fill("ada@example.com")
        phone.locator("[data-newsletter] button").last.click()
        phone.wait_for_url("**/newsletter/**")


def test_without_its_script_a_sort_order_is_a_page_of_its_own(desktop: Page) -> None:
    a_product("Sunflower oil")
    desktop.route("**/js/product-list.*", lambda route: route.abort())
    desktop.goto("/shop/")
    desktop.evaluate("window.isSamePage = true")
    desktop.get_by_text("Sort", exact=False).first.click()
    desktop.get_by_role("link", name="Price, low to high").click()
    desktop.wait_for_url("**sort=**")
    assert not desktop.evaluate("window.isSamePage")
