"""A guest with a phone pays by wallet. The taps are counted: two from the product to paid, and no typing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from shop.order import statuses
from shop.order.models import Order
from tests.browser.shopper import Shopper
from tests.browser.test_late_scripts import held_back, lets_through
from tests.support.factories import a_product, a_product_in_sizes

THANKS = "**/checkout/thank-you/**"
PAY = re.compile(r"^Pay £")
COUNT = """
if (location.protocol !== "about:") {
  window.done = JSON.parse(sessionStorage.done || '{"taps": 0, "keys": 0}');
  const note = (name) => {
    window.done[name] += 1;
    sessionStorage.done = JSON.stringify(window.done);
  };
  addEventListener("click", (event) => event.isTrusted && note("taps"), true);
  addEventListener("keydown", () => note("keys"), true);
}
"""


def opens_wallet(shopper: Shopper, path: str) -> None:
    shopper.opens(path)
    group = shopper.page.get_by_role("group", name="Express checkout")
    group.get_by_role("button", name="Simulated wallet").click()
    expect(shopper.page.get_by_role("button", name=PAY)).to_be_enabled()


def goes_to(shopper: Shopper, town: str) -> None:
    shopper.page.get_by_text(re.compile("^Deliver to")).click()
    shopper.page.get_by_role("radio", name=re.compile(town)).check()


def pays(page: Page, amount: str = "") -> None:
    page.get_by_role("button", name=f"Pay £{amount}" if amount else PAY).click()


def test_from_product_to_paid_in_two_taps_and_no_typing(shopper: Shopper) -> None:
    shopper.page.add_init_script(COUNT)
    opens_wallet(shopper, a_product().get_absolute_url())
    pays(shopper.page, "18.45")
    shopper.page.wait_for_url(THANKS)
    assert shopper.page.evaluate("window.done") == {"taps": 2, "keys": 0}
    order = Order.objects.get()
    assert (order.status, str(order.total_incl_tax)) == (statuses.PAID, "18.45")


def test_the_chosen_size_and_quantity_are_bought_and_the_basket_stays(shopper: Shopper) -> None:
    shopper.opens(a_product("Jojoba oil").get_absolute_url())
    shopper.adds_to_basket()
    shopper.has_in_basket(1)
    shopper.opens(a_product_in_sizes(sizes={50: "8.50", 100: "14.50"}).get_absolute_url())
    shopper.page.get_by_role("radio", name=re.compile("^100 ml")).check()
    shopper.page.get_by_label("Quantity").first.fill("2")
    shopper.page.get_by_role("button", name="Simulated wallet").click()
    pays(shopper.page, "32.95")
    shopper.page.wait_for_url(THANKS)
    [line] = Order.objects.get(status=statuses.PAID).lines.all()
    assert (line.product.volume_ml, line.quantity) == (100, 2)
    shopper.opens("/basket/")
    shopper.sees("Jojoba oil")


@pytest.mark.parametrize("path", ["/basket/", "/checkout/"])
def test_the_basket_is_paid_for_jersey_by_another_method(shopper: Shopper, path: str) -> None:
    shopper.opens(a_product().get_absolute_url())
    shopper.adds_to_basket()
    shopper.has_in_basket(1)
    opens_wallet(shopper, path)
    goes_to(shopper, "St Helier")
    shopper.page.get_by_role("radio", name=re.compile("Tracked 48")).wait_for()
    pays(shopper.page)
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.get(status=statuses.PAID).delivery_zone == "JE"


def test_what_may_not_go_to_belfast_is_said_and_another_address_pays(shopper: Shopper) -> None:
    opens_wallet(shopper, a_product("Calendula oil", ni_ready=False).get_absolute_url())
    goes_to(shopper, "Belfast")
    shopper.sees("This shop can’t deliver to that address.")
    shopper.presses("Cancel")
    shopper.sees("We can’t send Calendula oil to Northern Ireland yet.")
    assert not Order.objects.exists()
    shopper.page.get_by_role("button", name="Simulated wallet").click()
    pays(shopper.page, "18.45")
    shopper.page.wait_for_url(THANKS)


def test_a_declined_wallet_leads_to_the_reserved_order(shopper: Shopper) -> None:
    opens_wallet(shopper, a_product().get_absolute_url())
    shopper.page.get_by_label("Simulated card").select_option("declined")
    pays(shopper.page)
    shopper.page.wait_for_url("**/checkout/pay/**")
    shopper.sees(re.compile("you have not been charged"))
    shopper.pays_with("Approves")
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.get().status == statuses.PAID


def test_a_basket_changed_in_another_tab_is_refused_in_words(shopper: Shopper) -> None:
    shopper.opens(a_product().get_absolute_url())
    shopper.adds_to_basket()
    shopper.has_in_basket(1)
    opens_wallet(shopper, "/basket/")
    other = Shopper(shopper.page.context.new_page())
    other.opens(a_product("Jojoba oil").get_absolute_url())
    other.adds_to_basket()
    other.has_in_basket(2)
    shopper.page.bring_to_front()
    pays(shopper.page)
    shopper.sees(re.compile("changed since you opened the wallet"))
    assert not Order.objects.exists()


def test_the_sheet_has_no_axe_violations_and_fits_a_phone(shopper: Shopper) -> None:
    opens_wallet(shopper, a_product().get_absolute_url())
    found: Any = Axe().run(shopper.page)
    assert found.violations_count == 0, found.generate_report()
    width = shopper.page.evaluate("document.querySelector('.wallet-sheet').scrollWidth")
    assert width <= 360
    shopper.page.keyboard.press("Escape")
    expect(shopper.page.get_by_role("button", name="Simulated wallet")).to_be_focused()


# Stripe's script as far as it matters here: it says that this device has no wallet.
NO_WALLETS = """
window.Stripe = () => ({ elements: () => ({ create: () => {
  const handlers = {};
  return { on: (name, handler) => { handlers[name] = handler; },
           mount: () => handlers.availablepaymentmethodschange({}) };
} }) });
"""


TAP = "Pay with Apple Pay, Google Pay or Link"
SCRIPT = "https://js.stripe.com/endive/stripe.js"


@pytest.fixture
def asked() -> list[str]:
    """What the page asked Stripe for."""
    return []


@pytest.fixture
def page(chromium: Browser, live_server: Any, settings: Any, asked: list[str]) -> Iterator[Page]:
    """A phone at a shop with Stripe, whose script says that there is no wallet."""
    settings.PAYMENTS, settings.STRIPE_PUBLISHABLE_KEY = "stripe", "pk_test_x"
    context = chromium.new_context(base_url=live_server.url)

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=NO_WALLETS, content_type="text/javascript")

    context.route("https://js.stripe.com/**", answer)
    yield context.new_page()
    context.close()


def test_stripe_is_asked_after_the_tap_only(page: Page, asked: list[str]) -> None:
    page.goto(a_product().get_absolute_url(), wait_until="networkidle")
    assert asked == []
    page.get_by_role("button", name=TAP).click()
    expect(page.get_by_text("This device has no wallet set up.")).to_be_visible()
    assert asked == [SCRIPT]


def test_a_tap_before_the_script_is_there_counts_once_it_is(page: Page, asked: list[str]) -> None:
    """The script of the page is held back until the button was tapped, twice."""
    waiting = held_back(page, "express")
    page.goto(a_product().get_absolute_url())
    page.get_by_role("button", name=TAP).click(click_count=2)
    assert asked == []
    lets_through(page, waiting)
    expect(page.get_by_text("This device has no wallet set up.")).to_be_visible()
    assert asked == [SCRIPT]


def test_a_tap_whose_script_never_comes_leaves_the_other_way_to_buy(page: Page, asked: list[str]) -> None:
    page.route("**/js/express.*", lambda route: route.abort())
    shopper = Shopper(page)
    shopper.opens(a_product().get_absolute_url())
    page.get_by_role("button", name=TAP).click()
    shopper.adds_to_basket()
    shopper.has_in_basket(1)
    assert asked == []
