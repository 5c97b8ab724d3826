"""An order by telephone: three clicks of a shopkeeper's, and the buyer's own click on “Order and pay”."""

import re

from playwright.sync_api import Page, expect

from shop.accounts.models import User
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.phone_orders.models import PaymentLink
from shop.phone_orders.tokens import token_for
from tests.browser.office import clicks, signs_in, starts_counting
from tests.browser.shopper import Shopper
from tests.support.factories import a_product
from tests.support.purchases import an_order
from tests.support.roles import shopkeeper_group

AT_MOST = 4  # in the office, from Today


def takes_order(page: Page, sku: str) -> None:
    """For a guest whom the shop knows; Enter is no click."""
    page.get_by_role("navigation", name="Shortcuts").get_by_role("link", name="Phone order").click()
    page.get_by_label("Who is it?").fill("wilma")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="wilma@example.com").click()
    expect(page.get_by_label("Item: barcode")).to_be_focused()
    page.keyboard.type(sku)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Pieces of")).to_have_value("1")
    page.get_by_role("button", name="Send the payment link").click()
    expect(page.get_by_text("The link is on its way")).to_be_visible()


def test_a_phone_order_is_three_clicks_and_the_buyer_s_own(
    desktop: Page, shopper: Shopper, ben: User
) -> None:
    ben.groups.add(shopkeeper_group())
    oil = a_product("Sunflower oil", stock=5)
    an_order(oil)
    signs_in(desktop, ben)
    starts_counting(desktop)
    takes_order(desktop, oil.stockrecords.get().partner_sku)
    assert clicks(desktop, by_enter=2) == 3 <= AT_MOST
    shopper.opens(f"/phone-order/{token_for(PaymentLink.objects.get())}/")
    shopper.sees("This is what you asked us for")
    expect(shopper.page.get_by_role("radio", name="Approves")).to_be_checked()
    shopper.presses(re.compile(r"^Order and pay £"))
    shopper.page.wait_for_url("**/checkout/thank-you/**")
    assert Order.objects.filter(kind=OrderKind.PHONE, status="Paid").count() == 1
