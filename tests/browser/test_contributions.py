"""A reader gives something for the guides on a phone, with the simulated card; axe finds nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from shop.order import statuses
from shop.order.models import Order
from tests.browser.test_axe import Watched
from tests.support.contributions import EMAIL, taken

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_the_amount_to_the_thanks(scheme: str, open_page: Callable[..., Page]) -> None:
    taken()
    reader = Watched(open_page(PHONE, color_scheme=scheme))
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
