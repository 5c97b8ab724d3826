"""From a guest's order, through an email, to the account that the order is attached to."""

import re

from django.core import mail
from playwright.sync_api import Page, expect

from shop.accounts.models import User
from shop.order.models import Order
from tests.browser.shopper import Shopper
from tests.support.cast import PASSWORD
from tests.support.factories import a_product
from tests.support.purchases import an_order

WILMA = "wilma@example.com"


def mailed_path(pattern: str) -> str:
    """The address in the newest email, as its reader would click it."""
    found = re.search(rf"https?://[^/]+({pattern}\S*)", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[1]


def opens_account(shopper: Shopper) -> None:
    shopper.opens("/account/register/")
    shopper.page.get_by_label("Email address").fill(WILMA.upper())
    shopper.page.get_by_label("Password").fill("three plain words")
    shopper.presses("Open account")
    shopper.sees_heading("Please check your email")
    shopper.opens(mailed_path("/account/confirm/"))
    shopper.presses("Confirm and sign in")


def test_a_guest_opens_an_account_and_finds_the_order(shopper: Shopper) -> None:
    number = an_order(email=WILMA).number
    opens_account(shopper)
    shopper.follows(f"Order {number}")
    shopper.sees_heading(f"Order {number}")
    shopper.sees("Sunflower oil")


def test_an_account_is_offered_after_paying(shopper: Shopper) -> None:
    shopper.is_at_payment(a_product())
    shopper.pays_with("Approves")
    shopper.page.wait_for_url("**/checkout/thank-you/**")
    shopper.page.get_by_label("Password").fill("three plain words")
    shopper.presses("Open an account")
    shopper.opens(mailed_path("/account/confirm/"))
    shopper.presses("Confirm and sign in")
    shopper.sees(f"Order {Order.objects.get().number}")


def test_a_guests_wish_joins_the_account(shopper: Shopper, ada: User) -> None:
    shopper.opens(a_product().get_absolute_url())
    shopper.presses("Add to wish list")
    shopper.opens("/account/login/")
    shopper.page.get_by_label("Email address").fill(ada.email)
    shopper.page.get_by_label("Password").fill(PASSWORD)
    shopper.presses("Sign in")
    shopper.opens("/account/wishlists/")
    shopper.sees_heading("Your wish list")
    shopper.sees("Sunflower oil")


def test_a_wish_lists_link_is_copied_with_one_press(shopper: Shopper) -> None:
    shopper.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shopper.opens(a_product().get_absolute_url())
    shopper.presses("Add to wish list")
    shopper.opens("/account/wishlists/")
    shopper.presses("Copy")
    expect(shopper.page.locator("#live")).to_have_text("Copied")
    link = shopper.page.locator(".wish-link").get_attribute("href")
    assert shopper.page.evaluate("navigator.clipboard.readText()") == link


def test_the_enter_key_sends_what_was_typed(desktop: Page, ada: User) -> None:
    """A saved address must not replace the one that the buyer has just typed."""
    shopper = Shopper(desktop)
    opens_account(shopper)
    shopper.opens(a_product().get_absolute_url())
    shopper.adds_to_basket()
    shopper.has_in_basket(1)
    shopper.opens("/checkout/")
    desktop.get_by_label("Keep this address for next time").check()
    shopper.fills_address()
    shopper.opens("/checkout/")
    desktop.get_by_role("radio", name="Another address").check()
    desktop.get_by_label("Address line 1", exact=True).fill("9 Gift Lane")
    desktop.get_by_label("Postcode", exact=True).press("Enter")
    desktop.wait_for_url("**/checkout/delivery/")
    shopper.sees("9 Gift Lane")
