from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oscar.core.loading import get_class, get_model

from shop.partner.strategy import Selector, UKStrategy
from shop.partner.vat import UnknownTaxCode
from tests.support.factories import a_basket, a_product, a_product_in_sizes

Applicator = get_class("offer.applicator", "Applicator")
Benefit, Condition, ConditionalOffer, Range = (
    get_model("offer", name) for name in ("Benefit", "Condition", "ConditionalOffer", "Range")
)
pytestmark = pytest.mark.django_db


def price_of(product: Any) -> Any:
    return Selector().strategy().fetch_for_product(product).price


@pytest.mark.parametrize(
    ("code", "net", "vat"),
    [("standard", "16.66", "3.33"), ("reduced", "19.04", "0.95"), ("zero", "19.99", "0.00")],
)
def test_the_stored_price_is_what_is_paid(code: str, net: str, vat: str) -> None:
    price = price_of(a_product(price="19.99", tax_code=code))
    assert (price.incl_tax, price.excl_tax, price.tax) == (D("19.99"), D(net), D(vat))
    assert price.tax_code == code


def test_a_trader_without_registration_charges_the_same_without_vat(settings: Any) -> None:
    settings.VAT_REGISTERED = False
    price = price_of(a_product(price="19.99"))
    assert (price.incl_tax, price.tax) == (D("19.99"), D("0.00"))


def test_a_parent_is_priced_from_its_cheapest_size_with_vat() -> None:
    parent = a_product_in_sizes(sizes={50: "8.50", 100: "14.50"})
    price = Selector().strategy().fetch_for_parent(parent).price
    assert (price.incl_tax, price.tax) == (D("8.50"), D("1.42"))


def test_a_size_is_taxed_like_its_parent() -> None:
    child = a_product_in_sizes(tax_code="zero").children.first()
    assert price_of(child).tax == 0


def test_what_has_no_price_is_not_sold_for_nothing() -> None:
    product = a_product()
    product.stockrecords.update(price=None)
    assert not price_of(product).exists


def test_an_unknown_tax_code_is_an_error_not_a_guess() -> None:
    with pytest.raises(UnknownTaxCode):
        price_of(a_product(tax_code="luxury"))


def test_ten_per_cent_off_24_pounds_is_21_60() -> None:
    everything = Range.objects.create(name="All", includes_all_products=True)
    ConditionalOffer.objects.create(
        name="Ten off",
        condition=Condition.objects.create(range=everything, type="Count", value=1),
        benefit=Benefit.objects.create(range=everything, type="Percentage", value=10),
    )
    basket = a_basket(a_product(price="24.00"))
    Applicator().apply(basket)
    assert basket.total_incl_tax == D("21.60")


def test_oscar_finds_our_strategy() -> None:
    assert get_class("partner.strategy", "Selector") is Selector
    assert isinstance(Selector().strategy(request=None, user=None), UKStrategy)


@given(pounds=st.decimals(min_value="0.01", max_value="999.99", places=2))
def test_every_price_can_be_told_to_the_penny(pounds: D) -> None:
    product = _Product()
    price = UKStrategy().pricing_policy(product, _Record(pounds))
    assert price.incl_tax == pounds
    assert price.excl_tax + price.tax == pounds


class _Product:
    is_child, tax_code = False, "standard"


class _Record:
    price_currency = "GBP"

    def __init__(self, price: D) -> None:
        self.price = price
