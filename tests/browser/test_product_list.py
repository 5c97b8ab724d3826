"""From the product list into the basket, with a phone and with scripts switched off."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import PHONE
from tests.browser.shopper import Shopper
from tests.support.factories import a_product


def test_adding_is_counted_in_the_basket_link(shopper: Shopper) -> None:
    shopper.opens(a_product().get_absolute_url())
    shopper.adds_to_basket()
    shopper.has_in_basket(1)
    shopper.opens_basket()
    shopper.sees("Sunflower oil")


def test_adding_works_without_scripts(open_page: Callable[..., Page]) -> None:
    shopper = Shopper(open_page(PHONE, java_script_enabled=False))
    shopper.opens(a_product().get_absolute_url())
    shopper.adds_to_basket()
    shopper.page.wait_for_url("**/basket/**")
    shopper.sees("Sunflower oil")
