"""A shopper's own words for what they do, by the accessible names of the public contract."""

import re

from django.test import Client
from playwright.sync_api import Page, expect

from shop.catalogue.models import Product
from tests.browser.cookies import carries_on
from tests.support.factories import ADDRESS

LABELS = {
    "name": "Full name",
    "line1": "Address line 1",
    "line2": "Address line 2 (optional)",
    "town": "Town or city",
    "postcode": "Postcode",
}


class Shopper:
    """Drives one page; `sees` waits, so no step sleeps."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def opens(self, path: str) -> None:
        self.page.goto(path)

    def presses(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def follows(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def sees_heading(self, name: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", name=name).first).to_be_visible()

    def adds_to_basket(self) -> None:
        self.presses("Add to basket")

    def has_in_basket(self, count: int) -> None:
        expect(self.page.get_by_role("link", name=re.compile(rf"^Basket\D*{count}\b")).first).to_be_visible()

    def opens_basket(self) -> None:
        self.follows(re.compile("^Basket"))
        self.page.wait_for_url("**/basket/")

    def goes_to_checkout(self) -> None:
        self.page.get_by_role("link", name="Checkout", exact=True).first.click()
        self.page.wait_for_url("**/checkout/")

    def continues_as_guest(self, email: str = "wilma@example.com") -> None:
        self.page.get_by_label("Email address").first.fill(email)
        self.presses("Continue as guest")
        # Its address ends in #id_name: typed before the browser has gone there, all would end in that field.
        expect(self.page.get_by_label(LABELS["name"], exact=True)).to_be_focused()

    def fills_address(self, **changes: str) -> None:
        for field, value in {**ADDRESS, **changes}.items():
            self.page.get_by_label(LABELS[field], exact=True).fill(value)
        self.presses("Continue to delivery")

    def chooses_delivery(self, name: str = "") -> None:
        if name:
            self.page.get_by_role("radio", name=re.compile(name)).check()
        self.presses("Continue to payment")

    def pays_with(self, outcome: str) -> None:
        self.page.get_by_role("radio", name=outcome).check()
        self.presses(re.compile(r"^Order and pay £"))

    def reaches_payment(self, product: str) -> None:
        """From a product’s page to the last screen, the shortest way."""
        self.opens(product)
        self.adds_to_basket()
        self.has_in_basket(1)
        self.opens_basket()
        self.goes_to_checkout()
        self.continues_as_guest()
        self.fills_address()
        self.chooses_delivery()

    def is_at_payment(self, product: Product) -> None:
        """On the last screen, for tests of what follows; `reaches_payment` takes eight pages."""
        client = Client()
        client.post(f"/basket/add/{product.pk}/", {"quantity": 1})
        client.post("/checkout/", {"email": "wilma@example.com", **ADDRESS})
        client.post("/checkout/delivery/", {"method": "standard"})
        carries_on(self.page, client)
        self.opens("/checkout/payment/")
