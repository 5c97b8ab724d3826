"""The demo's offers do what their one sentence says."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from oscar.core.loading import get_class, get_model

from shop.catalogue.models import Product
from shop.demo.catalogue import load_products
from shop.demo.glossary import load_glossary
from shop.demo.offers import load_offers
from tests.support.factories import a_basket

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def goods(module_rows: Callable[..., None]) -> None:
    module_rows(load_glossary, load_products, load_offers)


def total(*skus: str, voucher: str = "", quantity: int = 1) -> Decimal:
    basket = a_basket(*(Product.objects.get(upc=sku) for sku in skus), quantity=quantity)
    if voucher:
        basket.vouchers.add(get_model("voucher", "Voucher").objects.get(code=voucher))
    get_class("offer.applicator", "Applicator")().apply(basket, AnonymousUser())
    return basket.total_incl_tax


@pytest.mark.parametrize(("quantity", "price"), [(2, "17.00"), (3, "17.00"), (4, "25.50")])
def test_three_small_bottles_cost_as_much_as_two(quantity: int, price: str) -> None:
    assert total("PS-EMO-050", quantity=quantity) == Decimal(price)


def test_the_bigger_bottle_is_not_part_of_it() -> None:
    assert total("PS-EMO-100", quantity=3) == Decimal("43.50")


def test_welcome10_takes_a_tenth_off_everything() -> None:
    assert total("PS-EMO-100", "PS-MUM-200", voucher="WELCOME10") == Decimal("33.30")


def test_two_of_mums_oil_make_exactly_the_threshold() -> None:
    assert total("PS-MUM-200", quantity=2) == Decimal("45.00")
