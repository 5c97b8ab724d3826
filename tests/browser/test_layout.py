"""Small screens, large letters, forced colours, less motion, no scripts."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser import layout
from tests.browser.conftest import PHONE, PICTURES
from tests.browser.shopper import Shopper

ZOOMED: ViewportSize = {"width": 320, "height": 256}  # 1280 by 1024 at 400%
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


class Manner(NamedTuple):
    """How a page is shown, and what must not be found on it then."""

    name: str
    viewport: ViewportSize
    text: dict[str, int]
    looks: tuple[str, ...]


MANNERS = [
    Manner("400 per cent", ZOOMED, layout.USUAL, ("wider",)),
    Manner("letters twice as large", PHONE, layout.DOUBLE, ("wider", "cut")),
    Manner("less motion", PHONE, layout.USUAL, ("moving",)),  # which `open_page` asks for
]


class Reader(Shopper):
    """Shown its pages in one manner or another; `found` says what doesn't fit."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.text = layout.TextSize(page)

    def found(self, manner: Manner) -> list[str]:
        self.page.set_viewport_size(manner.viewport)
        self.text.becomes(manner.text)
        return [f"{manner.name}, {fault}" for look in manner.looks for fault in layout.found(self.page, look)]

    def on_the_way(self, manner: Manner) -> Iterator[str]:
        """From a full basket to the payment; it is walked in that manner, too."""
        self.opens("/shop/everyday-massage-oil/")
        yield from self.found(manner)
        self.adds_to_basket()
        self.has_in_basket(1)
        yield from self.found(manner)
        self.opens("/basket/")
        yield from self.found(manner)
        self.opens("/checkout/")
        self.presses("Continue to delivery")
        yield from self.found(manner)
        self.continues_as_guest()
        self.fills_address()
        yield from self.found(manner)
        self.chooses_delivery()
        yield from self.found(manner)


def test_pages_fit_when_enlarged_and_keep_still(phone: Page) -> None:
    reader, found = Reader(phone), []
    for path in PAGES:
        reader.opens(path)
        found += [fault for manner in MANNERS for fault in reader.found(manner)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.name)
def test_the_way_to_the_payment_fits_when_enlarged_and_keeps_still(phone: Page, manner: Manner) -> None:
    found = list(Reader(phone).on_the_way(manner))
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
