"""axe-core finds nothing against WCAG 2.2 AA or good practice: in states, not only on fresh pages."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from playwright.sync_api import Page, expect

from guides.demo.pages import load_pages
from guides.models import BodyArea
from shop.accounts.models import User
from tests.browser import layout
from tests.browser.shopper import Shopper
from tests.support import pages as support_pages
from tests.support.cast import PASSWORD
from tests.support.factories import a_product

SMALL, PHONE, LARGE = (
    {"width": 320, "height": 640},
    {"width": 360, "height": 740},
    {"width": 1440, "height": 900},
)
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
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Watched(Shopper):
    """A shopper whose every page is checked by axe, with doubled text size where asked."""

    def __init__(self, page: Page, *, large: bool = False) -> None:
        super().__init__(page)
        if large:
            layout.doubles_its_text(page)
        self.found: list[str] = []
        self.passed: set[str] = set()

    def looks(self, state: str) -> None:
        """Have axe read the page as it stands."""
        self.page.wait_for_load_state("load")
        self.page.evaluate("document.fonts.ready.then(() => null)")
        result = Axe().run(self.page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
        self.passed |= {rule["id"] for rule in result["passes"]}
        for fault in result["violations"]:
            places = [str(node["target"]) for node in fault["nodes"]]
            self.found.append(f"{state}: {fault['id']} ({fault['help']}) at {'; '.join(places)}")

    def is_content(self) -> None:
        """Nothing was found; and targets of 24 px, which axe leaves out by default, were looked at."""
        assert not self.found, "\n".join(self.found)
        assert {"target-size", "color-contrast"} <= self.passed


@pytest.fixture(params=[(SMALL, "dark", 1), (PHONE, "light", 2), (LARGE, "light", 1)], ids=str)
def watched(open_page: Callable[..., Page], request: pytest.FixtureRequest) -> Watched:
    viewport, scheme, letters = request.param
    return Watched(open_page(viewport, color_scheme=scheme), large=letters == 2)


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
    watched.reaches_payment(a_product().get_absolute_url())
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
