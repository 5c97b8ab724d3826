from dataclasses import replace
from decimal import Decimal as D
from typing import Any

import pytest
from oscar.core.loading import get_class, get_model

from shop.checkout.details import Details
from shop.checkout.quote import NotDeliverable, quote_for
from shop.shipping.models import DeliveryRate
from tests.support.factories import ADDRESS, a_basket, a_product, a_product_in_sizes

pytestmark = pytest.mark.django_db
HOME = Details(email="wilma@example.com", **ADDRESS)
PLACES = {"GL5 1AA": "3.95", "IV27 4AA": "3.95", "ZE1 0AA": "3.95", "BT1 1AA": "3.95", "BF1 0AB": "3.95"}


def to(postcode: str, method: str = "") -> Details:
    return replace(HOME, postcode=postcode, method=method)


def ten_per_cent_off(code: str = "TENOFF") -> Any:
    """A voucher over everything."""
    condition, benefit, offer, everything = (
        get_model("offer", name) for name in ("Condition", "Benefit", "ConditionalOffer", "Range")
    )
    goods = everything.objects.create(name="All", includes_all_products=True)
    offer.objects.create(
        name=code,
        condition=condition.objects.create(range=goods, type="Count", value=1),
        benefit=benefit.objects.create(range=goods, type="Percentage", value=10),
    )


@pytest.mark.parametrize(("price", "delivery"), [("44.99", "3.95"), ("45.00", "3.95"), ("45.01", "0.00")])
@pytest.mark.parametrize("postcode", PLACES)
def test_the_same_threshold_in_all_of_the_uk(price: str, delivery: str, postcode: str) -> None:
    quote = quote_for(a_basket(a_product(price=price)), to(postcode))
    assert (quote.delivery.gross, quote.total) == (D(delivery), D(price) + D(delivery))


@pytest.mark.parametrize("postcode", ["IM1 1AA", "JE2 3AB", "GY1 1AA"])
def test_the_islands_outside_the_uk_pay_for_delivery(postcode: str) -> None:
    assert quote_for(a_basket(a_product(price="90.00")), to(postcode)).delivery.gross == D("6.50")


def test_a_discount_counts_before_the_threshold() -> None:
    ten_per_cent_off()
    basket = a_basket(a_product(price="48.00"))
    get_class("offer.applicator", "Applicator")().apply(basket)
    quote = quote_for(basket, HOME)
    assert (quote.goods, quote.delivery.gross, quote.total) == (D("43.20"), D("3.95"), D("47.15"))


def test_express_costs_its_price_however_much_is_bought() -> None:
    quote = quote_for(a_basket(a_product(price="90.00")), to("GL5 1AA", "express"))
    assert quote.delivery.gross == D("6.95")


def test_three_lines_of_4_99_hold_2_49_of_vat_and_delivery_its_own() -> None:
    quote = quote_for(a_basket(*(a_product(f"Oil {n}", price="4.99") for n in range(3))), HOME)
    assert quote.vat - quote.delivery.vat == D("2.49")
    assert quote.delivery.vat == D("0.66")


def test_net_and_vat_make_the_total() -> None:
    goods = [a_product("Oil", price="19.99"), a_product("Book", price="7.49", tax_code="zero")]
    quote = quote_for(a_basket(*goods, quantity=3), to("GL5 1AA", "express"))
    assert quote.net + quote.vat == quote.total
    assert quote.vat == D("10.00") + D("0.84")  # 59.97 of oil; 5.06 of the delivery's 6.95 follows it


@pytest.mark.parametrize("postcode", ["JE2 3AB", "GY9 3AA"])
def test_an_export_costs_the_same_and_holds_no_vat(postcode: str) -> None:
    quote = quote_for(a_basket(a_product(price="24.00")), to(postcode))
    assert (quote.goods, quote.vat) == (D("24.00"), D("0.00"))


def test_a_trader_without_registration_records_no_vat(settings: Any) -> None:
    settings.VAT_REGISTERED = False
    quote = quote_for(a_basket(a_product(price="24.00")), HOME)
    assert (quote.total, quote.vat) == (D("27.95"), D("0.00"))


def test_what_is_not_ready_for_northern_ireland_stays_in_great_britain() -> None:
    parent = a_product_in_sizes("Calendula oil", ni_ready=False)
    basket = a_basket(*parent.children.all())
    assert quote_for(basket, HOME)
    with pytest.raises(
        NotDeliverable, match="send Calendula oil to Northern Ireland yet. Please take it out"
    ):
        quote_for(basket, to("BT94 5AB"))


def test_a_zone_without_methods_is_said_plainly() -> None:
    DeliveryRate.objects.filter(zone="JE").update(is_active=False)
    with pytest.raises(NotDeliverable, match="deliver"):
        quote_for(a_basket(a_product()), to("JE2 3AB"))


def test_a_method_the_new_address_lacks_gives_way_to_its_cheapest() -> None:
    assert quote_for(a_basket(a_product()), to("BFPO 57", "express")).method.code == "standard"


@pytest.mark.parametrize(
    "change", [{"postcode": "BT1 1AA"}, {"method": "express"}, {"name": "Ben"}, {"line2": "Flat 2"}]
)
def test_whatever_changes_the_order_changes_its_fingerprint(change: dict[str, str]) -> None:
    basket = a_basket(a_product())
    assert quote_for(basket, HOME).fingerprint != quote_for(basket, replace(HOME, **change)).fingerprint


def test_a_changed_delivery_price_changes_the_fingerprint() -> None:
    basket = a_basket(a_product())
    before = quote_for(basket, HOME).fingerprint
    DeliveryRate.objects.filter(zone="GB_MAINLAND").update(price="4.25")
    assert quote_for(basket, HOME).fingerprint != before
