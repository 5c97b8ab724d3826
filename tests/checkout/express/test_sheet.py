"""What the sheet shows for an address: our own zones, to the penny of the ordinary checkout."""

from dataclasses import replace

import pytest

from shop.basket.pricing import price
from shop.checkout.express.sheet import NotPayable, place_of, sheet_for
from shop.checkout.quote import NotDeliverable, quote_for
from shop.money import to_pence
from shop.shipping.models import DeliveryRate
from shop.shipping.repository import methods_for_zone
from tests.support.factories import a_basket, a_product
from tests.support.offers import an_offer
from tests.support.purchases import GUEST, HOME

pytestmark = pytest.mark.django_db

# A full postcode, and what Apple Pay tells of it before the payment.
POSTCODES = [
    ("GL5 1AA", "GL5 "),
    ("SW1A 1AA", "SW1A"),
    ("BT1 5GS", "bt1"),
    ("IV51 9AA", "IV51"),
    ("KA27 8AA", "KA27"),
    ("JE2 3AB", "JE2 "),
    ("GY1 1AA", "GY1"),
    ("IM1 1AA", "IM1 "),
    ("BF1 0AB", "BF1"),
]


@pytest.mark.parametrize(("full", "told"), POSTCODES)
def test_half_a_postcode_has_the_zone_of_the_whole(full: str, told: str) -> None:
    assert place_of(country="GB", postcode=told).zone == place_of(country="GB", postcode=full).zone != ""


@pytest.mark.parametrize(
    ("country", "postcode"),
    [("FR", "75001"), ("US", "90210"), ("GB", ""), ("GB", "GX11"), ("", "GL5 1AA"), ("GB", "\x00")],
)
def test_places_we_do_not_serve_are_refused_in_words(country: str, postcode: str) -> None:
    with pytest.raises(NotDeliverable, match="We deliver to|We don’t deliver"):
        place_of(country=country, postcode=postcode)


@pytest.mark.parametrize(("full", "told"), POSTCODES)
@pytest.mark.parametrize("quantity", [1, 4])
def test_the_total_is_the_ordinary_checkouts(full: str, told: str, quantity: int) -> None:
    an_offer("Percentage", "15")
    basket = price(
        basket=a_basket(a_product(price="14.95"), a_product("Jojoba oil", price="3.33"), quantity=quantity),
        user=GUEST,
    )
    place = place_of(country="GB", postcode=told)
    for method in methods_for_zone(place.zone):
        ordinary = quote_for(basket, replace(HOME, postcode=full, method=method.code))
        shown = sheet_for(basket=basket, place=place, method=method.code).as_json()
        assert shown["amount"] == to_pence(ordinary.total)
        assert shown["fingerprint"] == ordinary.price_fingerprint


def test_lines_and_delivery_add_up_to_the_amount() -> None:
    an_offer("Percentage", "15")
    basket = price(
        basket=a_basket(a_product(price="14.95"), a_product("Jojoba oil", price="3.33"), quantity=3),
        user=GUEST,
    )
    shown = sheet_for(basket=basket, place=place_of(country="GB", postcode="GL5")).as_json()
    assert sum(line["amount"] for line in shown["lineItems"]) == shown["amount"]


def test_the_chosen_method_comes_first() -> None:
    basket = price(basket=a_basket(a_product()), user=GUEST)
    place = place_of(country="GB", postcode="GL5")
    rates = sheet_for(basket=basket, place=place, method="express").as_json()["shippingRates"]
    assert [rate["id"] for rate in rates] == ["express", "standard"]


def test_less_than_a_card_can_pay_is_refused() -> None:
    DeliveryRate.objects.update(price=0)
    basket = price(basket=a_basket(a_product(price="0.20")), user=GUEST)
    with pytest.raises(NotPayable):
        sheet_for(basket=basket, place=place_of(country="GB", postcode="GL5"))
