"""axe-core finds nothing against WCAG 2.2 AA or good practice: in states, not only on fresh pages."""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

import pytest
from django.db import transaction
from playwright.sync_api import Page, ViewportSize, expect

from guides.demo.pages import load_pages
from guides.models import BodyArea
from shop.accounts.models import User
from tests.browser import axe, layout
from tests.browser.shopper import Shopper
from tests.support import pages as support_pages
from tests.support.cast import PASSWORD
from tests.support.factories import a_product

SMALL: ViewportSize = {"width": 320, "height": 640}
PHONE: ViewportSize = {"width": 360, "height": 740}
LARGE: ViewportSize = {"width": 1440, "height": 900}
PUBLIC = [
    "/",
    "/shop/",
    "/shop/category/massage/?nuts=free",
    "/shop/?size=travel&price=over-30",
    "/shop/everyday-massage-oil/",
    "/shop/everyday-massage-oil/reviews/",
    "/shop/everyday-massage-oil/reviews/add/",
    "/search/?q=jojba",
    "/search/?q=zebra",
    "/guides/",
    "/guides/baby-massage/choosing-an-oil/",
    "/newsletter/",
    "/newsletter/your-data/",
    "/delivery/",
    "/accessibility/",
    "/terms/",
    "/orders/",
    "/basket/",
    "/ingredients/",
    "/support/",
    "/account/wishlists/",
    "/account/login/",
    "/account/register/",
    "/password-reset/",
    "/nowhere/",
]
RULES = [*axe.WCAG, "best-practice"]
SETTLED = """async () => {
  await document.fonts.ready;
  await Promise.all(document.getAnimations().map((one) => one.finished));
}"""


class Screen(NamedTuple):
    """What a page is shown on."""

    name: str
    viewport: ViewportSize
    scheme: Literal["dark", "light"]
    text: dict[str, int]


SCREENS = (
    Screen("small and dark", SMALL, "dark", layout.USUAL),
    Screen("phone, double text", PHONE, "light", layout.DOUBLE),
    Screen("large", LARGE, "light", layout.USUAL),
)


class Watched(Shopper):
    """A shopper whose every page is read by axe on three screens, and used on the first of them.

    No script of the shop's asks how wide the screen is, so a page need not be opened anew for each.
    """

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.text = layout.TextSize(page)
        self.found: list[str] = []
        self.passed: dict[str, set[str]] = {screen.name: set() for screen in SCREENS}
        self.shown_on(SCREENS[0])

    def shown_on(self, screen: Screen) -> None:
        self.page.set_viewport_size(screen.viewport)
        self.page.emulate_media(color_scheme=screen.scheme)
        self.text.becomes(screen.text)

    def looks(self, state: str) -> None:
        """Have axe read the page as it stands."""
        self.page.wait_for_load_state("load")
        for screen in SCREENS:
            self.shown_on(screen)
            self.reads(screen, f"{state}, {screen.name}")
        self.shown_on(SCREENS[0])

    def reads(self, screen: Screen, state: str) -> None:
        self.page.evaluate(SETTLED)
        reading = axe.read(self.page, RULES)
        self.passed[screen.name].update(reading["passes"])
        for fault in reading["violations"]:
            places = [str(node["target"]) for node in fault["nodes"]]
            self.found.append(f"{state}: {fault['id']} ({fault['help']}) at {'; '.join(places)}")

    def is_content(self) -> None:
        """Nothing was found; and targets of 24 px, which axe leaves out by default, were looked at."""
        assert not self.found, "\n".join(self.found)
        for passed in self.passed.values():
            assert {"target-size", "color-contrast"} <= passed


@pytest.fixture
def watched(open_page: Callable[..., Page]) -> Watched:
    return Watched(open_page(SMALL))


LIKE_ITS_GROUND = """media => {
  const style = new CSSStyleSheet({ media });
  style.replaceSync("h1 { color: var(--oat) }");
  document.adoptedStyleSheets.push(style);
}"""


@pytest.mark.parametrize(
    ("screen", "media"),
    [
        (SCREENS[0], "(prefers-color-scheme: dark)"),
        (SCREENS[1], "(width: 360px)"),
        (SCREENS[2], "(min-width: 1440px)"),
    ],
)
def test_what_fails_on_one_screen_only_is_found(watched: Watched, screen: Screen, media: str) -> None:
    """Proves that axe reads each screen anew."""
    watched.opens("/basket/")
    watched.page.evaluate(LIKE_ITS_GROUND, media)
    watched.looks("basket")
    assert [found.split(":")[0] for found in watched.found] == [f"basket, {screen.name}"]


@pytest.mark.usefixtures("demo_shop")
def test_looking_around(watched: Watched) -> None:
    for path in PUBLIC:
        watched.opens(path)
        watched.looks(path)
    watched.is_content()


@pytest.mark.usefixtures("demo_shop")
def test_with_menus_open(watched: Watched) -> None:
    watched.opens("/")
    watched.page.get_by_role("combobox").press_sequentially("jojo")
    expect(watched.page.get_by_role("option").first).to_be_visible()
    watched.looks("suggestions")
    watched.page.keyboard.press("ArrowDown")
    watched.looks("a suggestion chosen")
    for path in ("/shop/?need=newborn", "/shop/everyday-massage-oil/", "/guides/baby-massage/getting-ready/"):
        watched.opens(path)
        watched.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        watched.looks(f"{path}, all opened")
    watched.is_content()


def test_reading_guides(watched: Watched) -> None:
    area = BodyArea.objects.create(name="Legs", slug="legs", figure="baby-front", part="legs")
    with transaction.atomic():
        load_pages(pictures=False)
        support_pages.a_series_with_every_block(area)
    for path in ("/guides/", "/guides/walking/", "/guides/walking/legs/", "/guides/walking/legs/massage/"):
        watched.opens(path)
        watched.looks(path)
    watched.opens("/guides/techniques/?area=legs")
    watched.looks("techniques, filtered")
    watched.is_content()


def test_from_the_basket_to_a_paid_order(watched: Watched) -> None:
    watched.opens(a_product().get_absolute_url())
    watched.adds_to_basket()
    watched.has_in_basket(1)
    watched.looks("product, added")
    watched.opens_basket()
    watched.looks("basket, filled")
    watched.page.get_by_text("Add a code").click()
    watched.page.get_by_label("Code").fill("NONSENSE")
    watched.presses("Apply code")
    watched.sees("We don’t know that code")
    watched.looks("basket, code refused")
    watched.goes_to_checkout()
    watched.presses("Continue to delivery")
    watched.looks("checkout, errors")
    watched.continues_as_guest()
    watched.fills_address()
    watched.looks("delivery")
    watched.chooses_delivery()
    watched.looks("payment")
    watched.pays_with("Declined")
    watched.sees(re.compile("You have not been charged"))
    watched.looks("payment, declined")
    watched.pays_with("Approves")
    watched.page.wait_for_url("**/checkout/thank-you/**")
    watched.looks("thank you")
    watched.follows("See this order")
    watched.looks("order")
    watched.is_content()


def test_at_the_bank_and_back(watched: Watched) -> None:
    watched.is_at_payment(a_product())
    watched.pays_with("Asks for 3-D Secure")
    watched.page.get_by_role("button", name="Refuse payment").wait_for()
    watched.looks("bank")
    watched.presses("Refuse payment")
    watched.sees(re.compile("didn’t go through"))
    watched.looks("back from the bank, refused")
    watched.pays_with("Still processing")
    watched.sees_heading("Confirming your payment")
    watched.looks("still processing")
    watched.is_content()


def test_an_account(watched: Watched, ada: User) -> None:
    watched.opens("/account/login/")
    for password, state in ((PASSWORD[:-1], "sign in, refused"), (PASSWORD, "account")):
        form = watched.page.locator("main form").filter(has=watched.page.get_by_label("Password")).first
        form.get_by_label("Email address").fill(ada.email)
        form.get_by_label("Password").first.fill(password)
        form.get_by_role("button", name="Sign in").click()
        watched.looks(state)
    for page in (
        "orders",
        "addresses",
        "addresses/add",
        "profile",
        "password",
        "wishlists",
        "alerts",
        "delete",
    ):
        watched.opens(f"/account/{page}/")
        watched.looks(page)
    watched.is_content()
