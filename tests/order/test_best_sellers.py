"""What sold most comes first, and pages are made anew only when that changes."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shop.catalogue.listing.snapshot import build_snapshot
from shop.catalogue.version import catalogue_version
from shop.order.best_sellers import DAYS, rank
from shop.order.models import Order
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.purchases import a_paid_order, an_order

pytestmark = pytest.mark.django_db


def best(count: int = 2) -> list[str]:
    return [item.title for item in build_snapshot("now").best_sellers(count)]


def test_units_of_all_sizes_count_together() -> None:
    small = a_product("Small seller")
    sizes = list(a_product_in_sizes("Best seller").children.all())
    a_paid_order(small, quantity=2)
    a_paid_order(*sizes, quantity=2)
    rank()
    assert best() == ["Best seller", "Small seller"]


def test_what_is_sold_out_isnt_recommended() -> None:
    gone, there = a_product("Gone", stock=3), a_product("There")
    a_paid_order(gone, quantity=3)
    a_paid_order(there)
    rank()
    assert best() == ["There"]


def test_unpaid_and_old_orders_dont_count() -> None:
    oil = a_product("Sunflower oil")
    an_order(oil, quantity=5)
    old = a_paid_order(oil)
    Order.objects.filter(pk=old.pk).update(date_placed=timezone.now() - timedelta(days=DAYS + 1))
    assert rank() is False


def test_another_sale_of_the_best_seller_empties_no_cache(django_capture_on_commit_callbacks: Any) -> None:
    oil = a_product()
    a_paid_order(oil)
    assert rank() is True
    a_paid_order(oil)
    before = catalogue_version()
    with django_capture_on_commit_callbacks(execute=True):
        assert rank() is False
    assert catalogue_version() == before
