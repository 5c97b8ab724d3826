"""Two tabs of one browser share a basket, and its badge."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.shopper import Shopper
from tests.support.factories import a_product

COMES_BACK = "document.dispatchEvent(new Event('visibilitychange'))"


def test_the_badge_of_a_tab_follows_what_another_does(open_page: Any) -> None:
    oil = a_product()
    first = Shopper(open_page({"width": 1440, "height": 900}))
    first.opens(oil.get_absolute_url())
    first.adds_to_basket()
    first.has_in_basket(1)
    second = first.page.context.new_page()
    second.goto("/basket/")
    second.get_by_role("button", name=re.compile("^Remove ")).click()
    expect(second.get_by_role("button", name=re.compile("^Undo"))).to_be_visible()
    first.page.evaluate(COMES_BACK)
    first.has_in_basket(0)
