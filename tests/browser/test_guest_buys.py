"""A guest with a phone: from the product to a paid order, in each outcome of the simulated card."""

import re

from shop.order import statuses
from shop.order.models import Order
from tests.browser.shopper import Shopper
from tests.factories import a_product

THANKS = "**/checkout/thank-you/**"


def test_a_card_that_approves_pays_the_order(shopper: Shopper) -> None:
    shopper.reaches_payment(a_product().get_absolute_url())
    shopper.pays_with("Approves")
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.get().status == statuses.PAID


def test_three_d_secure_comes_back_paid(shopper: Shopper) -> None:
    shopper.reaches_payment(a_product().get_absolute_url())
    shopper.pays_with("Asks for 3-D Secure")
    shopper.presses("Approve payment")
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.get().status == statuses.PAID


def test_a_declined_card_can_be_followed_by_another(shopper: Shopper) -> None:
    shopper.reaches_payment(a_product().get_absolute_url())
    shopper.pays_with("Declined")
    shopper.sees(re.compile("You have not been charged"))
    shopper.pays_with("Approves")
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.get().status == statuses.PAID


def test_a_double_click_makes_one_order(shopper: Shopper) -> None:
    shopper.reaches_payment(a_product().get_absolute_url())
    shopper.page.get_by_role("radio", name="Approves").check()
    shopper.page.get_by_role("button", name=re.compile(r"^Order and pay £")).dblclick()
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.count() == 1


def test_the_basket_and_checkout_work_without_scripts(open_page) -> None:  # type: ignore[no-untyped-def]
    shopper = Shopper(open_page({"width": 360, "height": 740}, java_script_enabled=False))
    shopper.opens(a_product().get_absolute_url())
    shopper.adds_to_basket()
    shopper.page.wait_for_url("**/basket/")
    shopper.goes_to_checkout()
    shopper.continues_as_guest()
    shopper.fills_address()
    shopper.chooses_delivery()
    shopper.sees_heading("Payment")


def test_after_a_refusal_change_leads_to_the_order_and_not_to_an_empty_basket(shopper: Shopper) -> None:
    shopper.reaches_payment(a_product().get_absolute_url())
    shopper.pays_with("Declined")
    shopper.sees(re.compile("You have not been charged"))
    shopper.follows(re.compile("Change address"))
    shopper.presses("Change the basket instead")
    shopper.has_in_basket(1)
