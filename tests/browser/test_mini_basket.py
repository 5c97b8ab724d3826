"""The mini-basket in a browser: focus, Escape, Back, and the way on."""

import re
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.shopper import Shopper
from tests.support.factories import a_product


def drawer(shopper: Shopper) -> Locator:
    return shopper.page.get_by_role("dialog", name="Added to your basket")


def adds(shopper: Shopper) -> Locator:
    shopper.opens(a_product("Sunflower oil").get_absolute_url())
    shopper.adds_to_basket()
    expect(drawer(shopper)).to_be_visible()
    return drawer(shopper)


def test_it_has_the_focus_and_gives_it_back(shopper: Shopper) -> None:
    opened = adds(shopper)
    expect(opened.get_by_role("heading", name="Added to your basket")).to_be_focused()
    shopper.page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    expect(shopper.page.get_by_role("button", name="Add to basket").first).to_be_focused()


def test_back_closes_it_and_stays_on_the_page(shopper: Shopper) -> None:
    opened, path = adds(shopper), shopper.page.url
    shopper.page.go_back()
    expect(opened).to_be_hidden()
    assert shopper.page.url == path


def test_one_back_returns_from_the_basket_to_the_product(shopper: Shopper) -> None:
    opened, path = adds(shopper), shopper.page.url
    opened.get_by_role("link", name="View basket").click()
    shopper.page.wait_for_url("**/basket/")
    shopper.page.go_back()
    shopper.page.wait_for_url(path)
    expect(drawer(shopper)).to_be_hidden()


def test_a_suggestion_is_added_in_place(shopper: Shopper) -> None:
    a_product("Calendula oil", price="30.00")
    opened = adds(shopper)
    opened.get_by_role("button", name="Add Calendula oil").click()
    expect(opened.get_by_text("Subtotal, 2 items")).to_be_visible()
    shopper.has_in_basket(2)


def test_checkout_is_one_click_away(shopper: Shopper) -> None:
    adds(shopper).get_by_role("link", name="Checkout", exact=True).click()
    shopper.page.wait_for_url("**/checkout/")


def test_the_header_stays_usable(desktop: Any) -> None:
    shopper = Shopper(desktop)
    adds(shopper)
    shopper.follows(re.compile("^Basket"))
    shopper.page.wait_for_url("**/basket/")
