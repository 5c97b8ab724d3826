"""The demo’s lowered price has a history that allows to name the former one."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.utils import timezone

from shop.catalogue.listing.snapshot import build_snapshot
from shop.catalogue.models import Product
from shop.demo.catalogue import load_products
from shop.demo.former_prices import load_former_prices
from shop.demo.glossary import load_glossary
from shop.order.models import Order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def goods(module_rows: Callable[..., None]) -> None:
    module_rows(load_glossary, load_products, load_former_prices)


def test_both_sizes_of_the_jojoba_oil_name_their_former_price() -> None:
    sizes = build_snapshot("now").by_slug["organic-jojoba-oil"].sizes
    assert [(size.price, size.was) for size in sizes] == [
        (Decimal("12.00"), Decimal("13.50")),
        (Decimal("21.00"), Decimal("24.00")),
    ]


def test_the_rule_is_what_allows_it() -> None:
    """Without the units that were sold at the former price there is none."""
    Order.objects.update(date_placed=timezone.now())
    assert not [size for item in build_snapshot("now").items for size in item.sizes if size.was]


def test_the_bottles_bought_for_it_were_sent() -> None:
    assert set(Order.objects.values_list("status", flat=True)) == {"Dispatched"}


def test_a_history_is_written_once() -> None:
    changes = Product.objects.get(upc="PS-JOJ-100").price_changes
    before = list(changes.values_list("pk", flat=True))
    assert (load_former_prices(), list(changes.values_list("pk", flat=True))) == (0, before)
