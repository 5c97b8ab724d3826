"""The upgrade: what is on the shelf becomes each size's opening movement."""

from importlib import import_module

import pytest
from django.apps import apps

from shop.partner.models import StockMovement, StockRecord
from tests.support.factories import a_product
from tests.support.shelf import adds_up, ledger_of

pytestmark = pytest.mark.django_db
migration = import_module("shop.partner.migrations.0009_opening_stock")


def test_the_shelf_of_today_opens_the_ledger() -> None:
    oil, empty = a_product("Marigold oil", stock=0), a_product("Almond oil", stock=0)
    StockRecord.objects.filter(product=oil).update(num_in_stock=9)  # as it was before there was a ledger
    migration.open_ledger(apps, None)
    assert ledger_of(oil) == [("opening", 9)]
    assert adds_up(oil)
    assert not StockMovement.objects.filter(stock_record__product=empty).exists()
