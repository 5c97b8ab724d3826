"""Each night stock is compared with the sum of its movements."""

import pytest

from shop.mail.models import OutboxEmail
from shop.partner.models import StockRecord
from shop.partner.tasks import check_stock
from tests.support.factories import a_product
from tests.support.shelf import a_batch

pytestmark = pytest.mark.django_db


def test_what_adds_up_is_no_news() -> None:
    a_batch(a_product(stock=5), pieces=3)
    assert check_stock.call() == 0
    assert not OutboxEmail.objects.exists()


def test_a_total_written_by_hand_is_named_once() -> None:
    oil = a_product("Marigold oil", stock=5)
    StockRecord.objects.filter(product=oil).update(num_in_stock=50)
    assert [check_stock.call(), check_stock.call()] == [1, 1]
    email = OutboxEmail.objects.get(kind="partner.stock_differs")
    assert "Marigold oil" in email.args["text"]
    assert "50 in stock, 5 by its movements" in email.args["text"]


def test_stock_that_is_not_counted_is_left_out() -> None:
    oil = a_product(stock=5)
    StockRecord.objects.filter(product=oil).update(num_in_stock=None)
    assert check_stock.call() == 0
