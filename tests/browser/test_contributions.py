"""A reader gives something for the guides, with the simulated card; axe finds nothing on any screen."""

from playwright.sync_api import Page

from shop.order import statuses
from shop.order.models import Order
from tests.browser.test_axe import Watched
from tests.support.contributions import EMAIL, taken


def test_from_the_amount_to_the_thanks(phone: Page) -> None:
    taken()
    reader = Watched(phone)
    reader.opens("/support/")
    reader.looks("amounts")
    reader.presses("Continue to payment")
    reader.sees("Choose an amount, or type your own.")
    reader.looks("errors")
    reader.page.get_by_role("radio", name="£5").check()
    reader.page.get_by_label("Your email").fill(EMAIL)
    reader.presses("Continue to payment")
    reader.sees_heading("Payment")
    reader.looks("payment")
    reader.page.get_by_role("radio", name="Approves").check()
    reader.presses("Give £5.00")
    reader.page.wait_for_url("**/checkout/thank-you/**")
    reader.looks("thanks")
    assert Order.objects.get().status == statuses.PAID
    assert _fits(reader.page)
    reader.is_content()


def _fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
