"""A guest with a phone: from the product to a paid order, in each outcome of the simulated card."""

import re
from typing import Any

from shop.order import statuses
from shop.order.models import Order
from shop.payment.models import SimulatedObject
from tests.browser.shopper import Shopper
from tests.support.factories import a_product

THANKS = "**/checkout/thank-you/**"


def test_a_card_that_approves_pays_the_order(shopper: Shopper) -> None:
    shopper.reaches_payment(a_product().get_absolute_url())
    shopper.pays_with("Approves")
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.get().status == statuses.PAID


def test_stripe_learns_who_pays_without_another_question(shopper: Shopper) -> None:
    shopper.is_at_payment(a_product())
    shopper.pays_with("Approves")
    shopper.page.wait_for_url(THANKS)
    told = SimulatedObject.objects.get(kind="payment_intent").data
    assert told["billing"]["email"] == "wilma@example.com"
    assert (
        told["billing"]["address"]["postal_code"] == told["shipping"]["address"]["postal_code"] == "GL5 1AA"
    )


def test_paypal_pays_over_its_own_page(shopper: Shopper, settings: Any) -> None:
    settings.STRIPE_METHODS = ["card", "paypal"]
    shopper.is_at_payment(a_product())
    shopper.page.get_by_role("radio", name="PayPal (simulated)").check()
    shopper.pays_with("Approves")
    shopper.sees_heading("Simulated PayPal")
    shopper.presses("Approve payment")
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.get().status == statuses.PAID


def test_three_d_secure_comes_back_paid(shopper: Shopper) -> None:
    shopper.is_at_payment(a_product())
    shopper.pays_with("Asks for 3-D Secure")
    shopper.presses("Approve payment")
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.get().status == statuses.PAID


def test_a_declined_card_can_be_followed_by_another(shopper: Shopper) -> None:
    shopper.is_at_payment(a_product())
    shopper.pays_with("Declined")
    shopper.sees(re.compile("You have not been charged"))
    shopper.pays_with("Approves")
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.get().status == statuses.PAID


def test_a_double_click_makes_one_order(shopper: Shopper) -> None:
    shopper.is_at_payment(a_product())
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


def test_after_a_refusal_the_address_can_be_changed_and_the_order_placed_anew(shopper: Shopper) -> None:
    shopper.is_at_payment(a_product())
    shopper.pays_with("Declined")
    shopper.sees(re.compile("You have not been charged"))
    shopper.follows(re.compile("Change address"))
    shopper.page.wait_for_url("**/checkout/")
    shopper.fills_address(line1="1 New Street")
    shopper.chooses_delivery()
    shopper.pays_with("Approves")
    shopper.page.wait_for_url(THANKS)
    assert Order.objects.get(status=statuses.PAID).shipping_address.line1 == "1 New Street"


def test_a_refused_order_is_told_on_the_home_page_and_in_the_basket(shopper: Shopper) -> None:
    shopper.is_at_payment(a_product())
    shopper.pays_with("Declined")
    shopper.sees(re.compile("You have not been charged"))
    shopper.opens("/shop/")
    shopper.sees(re.compile("is reserved until"))
    shopper.follows("move items back to basket")
    shopper.presses("Move items back to basket")
    shopper.has_in_basket(1)


def test_continuing_as_guest_is_seen(shopper: Shopper) -> None:
    shopper.opens(a_product().get_absolute_url())
    shopper.adds_to_basket()
    shopper.has_in_basket(1)
    shopper.opens_basket()
    shopper.goes_to_checkout()
    shopper.continues_as_guest("ada@example.com")
    shopper.sees("Continuing as guest:")
    shopper.follows(re.compile("Change email address"))
    shopper.continues_as_guest("ben@example.com")
    shopper.fills_address()
    shopper.chooses_delivery()
    shopper.sees("ben@example.com")
