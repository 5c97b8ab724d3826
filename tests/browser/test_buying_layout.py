"""The steps of buying as people see them: panels don't touch, and the way to pay isn't two screens down."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from shop.order.tokens import PAY, VIEW, token_for
from shop.payment.services import sync_attempt
from tests.browser.shopper import Shopper
from tests.support.factories import a_product
from tests.support.purchases import an_order, started, tries_card

SIZES = {"phone": {"width": 360, "height": 640}, "desktop": {"width": 1440, "height": 900}}
LEAST = 16
# Boxes with a border or background of their own, one after the other on the page.
TOUCHING = """least => {
  const boxes = [...document.querySelectorAll("main :is(.panel, .notice, .error-summary)")]
    .filter((box) => box.offsetParent && !box.parentElement.closest(".panel, .notice, .error-summary"))
    .map((box) => ({ name: box.textContent.trim().slice(0, 30), at: box.getBoundingClientRect() }));
  const found = [];
  for (const one of boxes) for (const other of boxes) {
    const aside = one.at.right <= other.at.left || other.at.right <= one.at.left;
    const gap = other.at.top - one.at.bottom;
    if (one !== other && !aside && gap > -1 && gap < least) found.push(`${one.name} | ${other.name}: ${gap}`);
  }
  return found;
}"""


def look(page: Page, name: str) -> list[str]:
    return [f"{name}: {text}" for text in page.evaluate(TOUCHING, LEAST)]


@pytest.mark.parametrize("size", SIZES)
def test_panels_dont_touch_and_the_button_is_near(open_page: Any, size: str) -> None:
    shopper = Shopper(open_page(SIZES[size]))
    page, touching = shopper.page, []
    touching += to_payment(shopper, size)
    box = page.get_by_role("button", name=re.compile("^Order and pay")).bounding_box()
    shopper.pays_with("Declined")
    shopper.sees(re.compile("You have not been charged"))
    card, error = (page.locator(f"[data-{what}]").bounding_box() for what in ("payment-element", "pay-error"))
    touching += look(page, f"{size}-5-refused")
    touching += from_basket_to_order(shopper, size)
    assert touching == []
    assert box and box["y"] < 1.6 * SIZES[size]["height"]
    assert card and error and 0 <= error["y"] - (card["y"] + card["height"]) < 40


def to_payment(shopper: Shopper, size: str) -> list[str]:
    """Buy as a guest up to the last page; what touches on the way."""
    touching = []
    shopper.opens(a_product().get_absolute_url())
    shopper.adds_to_basket()
    shopper.has_in_basket(1)
    shopper.opens_basket()
    touching += look(shopper.page, f"{size}-1-basket")
    shopper.goes_to_checkout()
    shopper.continues_as_guest()
    touching += look(shopper.page, f"{size}-2-details")
    shopper.fills_address()
    shopper.page.wait_for_url("**/checkout/delivery/")
    touching += look(shopper.page, f"{size}-3-delivery")
    shopper.chooses_delivery()
    shopper.page.wait_for_url("**/checkout/payment/")
    return touching + look(shopper.page, f"{size}-4-payment")


def from_basket_to_order(shopper: Shopper, size: str) -> list[str]:
    """Pay the unpaid order after all and look at it; what touches on the way."""
    shopper.opens("/basket/")
    touching = look(shopper.page, f"{size}-6-basket")
    shopper.follows("Pay now")
    shopper.page.wait_for_url("**/checkout/pay/**")
    touching += look(shopper.page, f"{size}-7-pay")
    shopper.pays_with("Approves")
    shopper.page.wait_for_url("**/checkout/thank-you/**")
    touching += look(shopper.page, f"{size}-8-thanks")
    shopper.follows("See this order")
    shopper.page.wait_for_url("**/orders/**")
    return touching + look(shopper.page, f"{size}-9-order")


@pytest.mark.parametrize("size", SIZES)
def test_the_pages_of_a_cancelled_and_of_an_open_order(open_page: Any, size: str) -> None:
    page, attempt = open_page(SIZES[size]), started(an_order(quantity=2))
    page.goto(f"/checkout/pay/{token_for(attempt.order, PAY)}/")
    touching = look(page, f"{size}-pay")
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    page.goto(f"/orders/{token_for(attempt.order, VIEW)}/cancel/")
    touching += look(page, f"{size}-cancel")
    with page.expect_navigation():
        page.get_by_role("button", name="Confirm cancellation").click()
    touching += look(page, f"{size}-cancelled")
    assert touching == []
