"""From home to paid without a mouse, and a focus that is always seen."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.keyboard import Keyboard
from tests.support.factories import ADDRESS

PAGES = [
    "/",
    "/shop/",
    "/shop/everyday-massage-oil/",
    "/guides/baby-massage/choosing-an-oil/",
    "/guides/techniques/",
    "/newsletter/",
    "/search/?q=oil",
    "/account/login/",
]
SCREENS = pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])


@SCREENS
@pytest.mark.usefixtures("demo_shop")
def test_from_home_to_paid_without_a_mouse(screen: dict[str, int], open_page: Callable[..., Page]) -> None:
    page = open_page(screen)
    keyboard = Keyboard(page)
    page.goto("/")
    chooses_a_size(keyboard)
    leaves_the_basket(keyboard)
    gives_the_address(keyboard)
    pays(keyboard)
    assert not keyboard.lost, "\n".join(keyboard.lost)


def chooses_a_size(keyboard: Keyboard) -> None:
    keyboard.tab_to("^Skip to the content")
    keyboard.press("Enter")
    keyboard.tab_to("^Everyday massage oil")
    keyboard.press("Enter")
    keyboard.page.wait_for_url("**/shop/everyday-massage-oil/")
    keyboard.tab_to(r"ml\b.*£", tag="input")
    keyboard.press("ArrowDown")
    keyboard.tab_to("^Add to basket")
    keyboard.press("Enter")
    expect(keyboard.page.locator("#live")).to_contain_text("Added: Everyday massage oil")
    keyboard.tab_to("^View basket")
    keyboard.press("Enter")
    keyboard.page.wait_for_url("**/basket/")


def leaves_the_basket(keyboard: Keyboard) -> None:
    keyboard.tab_to("^One more")
    keyboard.press("Enter")
    expect(keyboard.page.locator("#live")).to_contain_text("2 in your basket")
    assert keyboard.page.evaluate("document.activeElement.id").startswith("more-")
    keyboard.tab_to("^Checkout$")
    keyboard.press("Enter")
    keyboard.page.wait_for_url("**/checkout/")


def gives_the_address(keyboard: Keyboard) -> None:
    keyboard.tab_to("^Email address", tag="input")
    keyboard.write("wilma@example.com")
    keyboard.tab_to("^Continue as guest")
    keyboard.press("Enter")
    keyboard.page.wait_for_url("**/checkout/#id_name")
    assert keyboard.page.evaluate("document.activeElement.id") == "id_name"
    keyboard.write(ADDRESS["name"])
    for label, field in (("^Address line 1", "line1"), ("^Town", "town"), ("^Postcode", "postcode")):
        keyboard.tab_to(label, tag="input")
        keyboard.write(ADDRESS[field])
    keyboard.tab_to("^Continue to delivery")
    keyboard.press("Enter")
    keyboard.page.wait_for_url("**/checkout/delivery/")


def pays(keyboard: Keyboard) -> None:
    keyboard.tab_to("Tracked|Royal Mail|Standard", tag="input")
    keyboard.press("Space")
    keyboard.tab_to("^Continue to payment")
    keyboard.press("Enter")
    keyboard.page.wait_for_url("**/checkout/payment/")
    keyboard.tab_to("^Approves", tag="input")
    keyboard.press("Space")
    keyboard.tab_to("^Order and pay £")
    keyboard.press("Enter")
    keyboard.page.wait_for_url("**/checkout/thank-you/**")
    expect(keyboard.page.get_by_role("heading", name=re.compile("Thank you"))).to_be_visible()


@SCREENS
@pytest.mark.usefixtures("demo_shop")
def test_the_focus_is_always_marked_and_never_covered(
    screen: dict[str, int], open_page: Callable[..., Page]
) -> None:
    page = open_page(screen)
    keyboard = Keyboard(page)
    for path in PAGES:
        page.goto(path)
        assert keyboard.tab_through() > 10, path
    assert not keyboard.lost, "\n".join(keyboard.lost)


@pytest.mark.usefixtures("demo_shop")
def test_a_focus_that_is_hidden_or_covered_would_be_found(phone: Page) -> None:
    """Proves that the check can fail."""
    keyboard = Keyboard(phone)
    phone.goto("/about/")
    bare = "document.querySelectorAll('a').forEach((a) => { a.style.outline = 'none'; })"
    bar = "document.querySelector('.site-footer').style.cssText = 'position: fixed; inset: 0; z-index: 9'"
    phone.evaluate(bare)
    keyboard.tab_to("^Account$")
    phone.evaluate(bar)
    keyboard.tab_to("^Home$")
    assert any(lost.startswith("not marked: a “Account”") for lost in keyboard.lost)
    assert any(lost.startswith("covered: a “Home”") for lost in keyboard.lost)


@pytest.mark.usefixtures("demo_shop")
def test_suggestions_are_worked_with_the_arrows(desktop: Page) -> None:
    keyboard = Keyboard(desktop)
    desktop.goto("/")
    keyboard.tab_to("^Search the shop", tag="input")
    keyboard.write("jojo")
    expect(desktop.get_by_role("option").first).to_be_visible()
    keyboard.press("ArrowDown")
    chosen = desktop.get_by_role("option", selected=True)
    expect(desktop.get_by_role("combobox")).to_have_attribute("aria-activedescendant", re.compile(r".+-0$"))
    expect(chosen).to_contain_text("jojoba")
    keyboard.press("Enter")
    desktop.wait_for_url("**/shop/organic-jojoba-oil/")


@pytest.mark.usefixtures("demo_shop")
def test_escape_closes_the_suggestions(desktop: Page) -> None:
    keyboard = Keyboard(desktop)
    desktop.goto("/")
    keyboard.tab_to("^Search the shop", tag="input")
    keyboard.write("jojo")
    expect(desktop.get_by_role("option").first).to_be_visible()
    keyboard.press("Escape")
    expect(desktop.get_by_role("option").first).to_be_hidden()
