"""Staff hear of low stock when the last one is sold, not when its parcel leaves."""

from typing import Any

import pytest
from oscar.core.loading import get_model

from shop.partner.models import StockRecord
from shop.payment.services import cancel_attempt
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.purchases import an_order, started

pytestmark = pytest.mark.django_db(transaction=True)


def open_alerts(product: Any) -> int:
    alerts = get_model("partner", "StockAlert").objects
    return int(alerts.filter(stockrecord__product=product, status="Open").count())


def test_the_last_one_that_is_sold_raises_an_alert() -> None:
    product = a_product(stock=2)
    an_order(product)
    assert open_alerts(product) == 0
    an_order(product)
    assert open_alerts(product) == 1


def test_a_threshold_above_five_counts_at_the_sale() -> None:
    product = a_product(stock=21)
    StockRecord.objects.update(low_stock_threshold=20)
    an_order(product)
    assert open_alerts(product) == 0
    an_order(product)
    assert open_alerts(product) == 1


def test_a_size_that_stands_at_nothing_has_an_alert() -> None:
    size = a_product_in_sizes(stock=0).children.first()
    assert open_alerts(size) == 1


def test_there_is_one_alert_however_often_it_is_saved() -> None:
    product = a_product(stock=0)
    for _ in range(3):
        product.stockrecords.get().save()
    assert open_alerts(product) == 1


def test_new_stock_closes_it() -> None:
    product = a_product(stock=0)
    record = product.stockrecords.get()
    record.num_in_stock = 5
    record.save()
    assert open_alerts(product) == 0


def test_an_order_given_up_closes_it() -> None:
    product = a_product(stock=1)
    order = an_order(product)
    cancel_attempt(attempt=started(order))
    assert open_alerts(product) == 0
