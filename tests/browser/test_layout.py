"""Small screens, large letters, forced colours, less motion, no scripts."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser import layout
from tests.browser.conftest import PHONE, PICTURES
from tests.browser.shopper import Shopper

ZOOMED = {"width": 320, "height": 256}  # 1280 by 1024 at 400%
PAGES = [
    "/",
    "/shop/",
    "/shop/category/massage/?need=newborn&nuts=free",
    "/shop/everyday-massage-oil/",
    "/shop/everyday-massage-oil/reviews/",
    "/search/?q=oil",
    "/guides/",
    "/guides/baby-massage/",
    "/guides/baby-massage/choosing-an-oil/",
    "/guides/baby-massage/getting-ready/massage/",
    "/guides/techniques/",
    "/newsletter/",
    "/delivery/",
    "/accessibility/",
    "/terms/",
    "/orders/",
    "/account/login/",
    "/nowhere/",
]
pytestmark = pytest.mark.usefixtures("demo_shop")


def every_page(page: Page) -> Iterator[str]:
    """The public pages, then the way from a full basket to the payment."""
    for path in PAGES:
        page.goto(path)
        yield path
    shopper = Shopper(page)
    shopper.opens("/shop/everyday-massage-oil/")
    shopper.adds_to_basket()
    shopper.has_in_basket(1)
    yield "product, added"
    shopper.opens("/basket/")
    yield "basket"
    shopper.opens("/checkout/")
    shopper.presses("Continue to delivery")
    yield "details, errors"
    shopper.continues_as_guest()
    shopper.fills_address()
    yield "delivery"
    shopper.chooses_delivery()
    yield "payment"


def test_nothing_sticks_out_at_400_per_cent(open_page: Callable[..., Page]) -> None:
    page = open_page(ZOOMED)
    found = [fault for _ in every_page(page) for fault in layout.found(page, "wider")]
    assert not found, "\n".join(found)


def test_letters_may_be_twice_as_large(phone: Page) -> None:
    found = []
    layout.doubles_its_text(phone)
    for _ in every_page(phone):
        found += layout.found(phone, "wider") + layout.found(phone, "cut")
    assert not found, "\n".join(found)


def test_nothing_moves_for_those_who_asked_for_less(phone: Page) -> None:
    found = [fault for _ in every_page(phone) for fault in layout.found(phone, "moving")]
    assert not found, "\n".join(found)


def test_the_whole_way_works_without_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    shopper = Shopper(page)
    shopper.opens("/")
    shopper.follows("Everyday massage oil")
    shopper.adds_to_basket()
    page.wait_for_url("**/basket/")
    page.get_by_role("button", name="One more").first.click()
    shopper.sees("2 in your basket")
    shopper.goes_to_checkout()
    shopper.continues_as_guest()
    shopper.fills_address()
    shopper.chooses_delivery()
    shopper.sees_heading("Payment")


def test_forced_colours_keep_what_is_chosen_and_how_far_it_is(open_page: Callable[..., Page]) -> None:
    """Backgrounds are gone then: states must be borders, marks, or system colours of their own."""
    page = open_page(PHONE, forced_colors="active")
    page.goto("/shop/?need=newborn")
    page.get_by_text("Filter", exact=True).click()
    box = "(chosen) => getComputedStyle(document.querySelector(chosen), '::before').backgroundColor"
    chosen, other = (
        page.evaluate(box, f".filters li a{which}") for which in ("[aria-current]", ":not([aria-current])")
    )
    assert chosen != other
    shopper = Shopper(page)
    shopper.opens("/shop/everyday-massage-oil/")
    shopper.adds_to_basket()
    shopper.has_in_basket(1)
    bar = page.locator(".delivery-bar progress").first
    expect(bar).to_have_css("border-top-style", "solid")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, path in (("shop", "/shop/?need=newborn"), ("basket", "/basket/"), ("product", page.url)):
        page.goto(path)
        page.screenshot(path=PICTURES / f"forced-colours-{name}.png", full_page=True)


def test_what_changes_is_said(phone: Page) -> None:
    """Basket and delivery: the live region announces what is shown."""
    live = phone.locator("#live")
    shopper = Shopper(phone)
    shopper.opens("/shop/everyday-massage-oil/")
    shopper.adds_to_basket()
    expect(live).to_contain_text("Added: Everyday massage oil")
    expect(live).to_contain_text("free UK delivery")
    shopper.opens("/basket/")
    shopper.presses("One more")
    expect(live).to_contain_text("2 in your basket")
    expect(live).to_contain_text("Total with delivery: £")
    expect(live).to_contain_text("free UK delivery")
    shopper.presses("Remove")
    expect(live).to_contain_text("has been removed")
