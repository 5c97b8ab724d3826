"""axe-core finds nothing against WCAG 2.2 AA or good practice: in states, not only on fresh pages."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from playwright.sync_api import Page

from guides.demo import load_pages
from guides.models import BodyArea
from shop.accounts.models import User
from shop.catalogue.models import Category
from tests.browser.shopper import Shopper
from tests.cast import PASSWORD
from tests.factories import a_product, a_product_in_sizes
from tests.guides import making

SMALL, LARGE = {"width": 320, "height": 640}, {"width": 1440, "height": 900}
PUBLIC = [
    "/",
    "/shop/",
    "/shop/category/oils/?nuts=free",
    "/shop/everyday-massage-oil/",
    "/shop/jojoba-oil/",
    "/search/?q=jojba",
    "/search/?q=zebra",
    "/newsletter/",
    "/delivery/",
    "/terms/",
    "/orders/",
    "/basket/",
    "/account/login/",
    "/account/register/",
    "/nowhere/",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Watched(Shopper):
    """A shopper whose every look is axe's too."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.found: list[str] = []

    def looks(self, state: str) -> None:
        """Have axe read the page as it stands."""
        self.page.wait_for_load_state("networkidle")
        result = Axe().run(self.page, options={"runOnly": RULES})
        for fault in result.response["violations"]:
            places = [str(node["target"]) for node in fault["nodes"]]
            self.found.append(f"{state}: {fault['id']} ({fault['help']}) at {'; '.join(places)}")


@pytest.fixture(params=[(SMALL, "dark"), (LARGE, "light")], ids=str)
def watched(open_page: Callable[..., Page], request: pytest.FixtureRequest) -> Watched:
    viewport, scheme = request.param
    return Watched(open_page(viewport, color_scheme=scheme))


def test_looking_around(watched: Watched) -> None:
    category = Category.add_root(name="Oils", slug="oils")
    a_product_in_sizes(categories=[category])
    a_product(title="Jojoba oil", stock=0, categories=[category])
    load_pages(pictures=False)
    for path in PUBLIC:
        watched.opens(path)
        watched.looks(path)
    assert not watched.found, "\n".join(watched.found)


def test_reading_guides(watched: Watched) -> None:
    area = BodyArea.objects.create(name="Legs", slug="legs", figure="baby-front", part="legs")
    with transaction.atomic():
        load_pages(pictures=False)
        technique = making.a_technique(cautions="Slowly.", areas=[area])
        source, product = making.a_source(), a_product()
        benefit = {"statement": "Pleasant", "detail": "", "strength": "some", "sources": [source.pk]}
        question = {"question": "Why?", "answer": "<p>Because.</p>"}
        step = {"title": "Sit down", "text": "<p>On the floor.</p>"}
        video = {"title": "A leg", "url": "https://vimeo.com/12345678", "still": None, "summary": "One leg."}
        body = [
            making.text("<h2>One</h2><p>Words.</p><h2>Two</h2><p>More.</p>", [source]),
            ("steps", {"heading": "Ready", "steps": [step]}),
            ("technique", {"technique": technique.pk, "note": "Slower."}),
            ("safety", {"heading": "Care", "notes": [making.a_note().pk, making.a_note("ask").pk]}),
            ("benefits", {"heading": "Known", "benefits": [benefit]}),
            ("product", {"product": product.pk, "note": ""}),
            ("questions", {"heading": "Asked", "questions": [question]}),
            ("quote", {"text": "Slow is a speed.", "who": "Nell", "where": ""}),
            ("video", video),
            ("resource", {"kind": "help", "title": "Help", "url": "https://example.org", "text": "Ask."}),
            ("sign_up", {"guide": ""}),
            ("sources", {"heading": "Sources", "further": []}),
        ]
        series = making.a_series()
        making.a_guide("legs", parent=series, body=body)
        making.a_guide("next", parent=series, body=[making.text()], live=False, teaser="how to choose")
    for path in ("/guides/", "/guides/walking/", "/guides/walking/legs/", "/guides/walking/legs/massage/"):
        watched.opens(path)
        watched.looks(path)
    watched.opens("/guides/techniques/?area=legs")
    watched.looks("techniques, filtered")
    assert not watched.found, "\n".join(watched.found)


def test_from_the_basket_to_a_paid_order(watched: Watched) -> None:
    watched.opens(a_product().get_absolute_url())
    watched.adds_to_basket()
    watched.has_in_basket(1)
    watched.looks("product, added")
    watched.opens_basket()
    watched.page.get_by_text("Add a code").click()
    watched.page.get_by_label("Code").fill("NONSENSE")
    watched.presses("Apply code")
    watched.sees("We don't know that code")
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
    assert not watched.found, "\n".join(watched.found)


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
    assert not watched.found, "\n".join(watched.found)
