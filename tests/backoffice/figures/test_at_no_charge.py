"""What was sent at no charge, by reason and at cost."""

from decimal import Decimal

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.order.kinds import FreeReason
from shop.order.models import Order
from shop.partner import stock
from shop.partner.movements import Kind
from tests.support.factories import a_product
from tests.support.packing import a_batch, send
from tests.support.replacements import a_sent_order, replaced
from tests.support.shelf import record_of

pytestmark = pytest.mark.django_db
PAGE = "/office/figures/at-no-charge/"


def test_pieces_count_at_the_cost_of_their_batch(books: Client, cleo: User) -> None:
    oil, balm = a_product(), a_product("Balm")
    batch = a_batch(oil)
    for cost, batch_id in (("2.50", batch.pk), ("9.00", None)):  # a dearer delivery came later
        entry = stock.Entry(Kind.RECEIVED, cost=Decimal(cost))
        stock.adjust(record_id=record_of(oil).pk, pieces=4, batch_id=batch_id, entry=entry)
    send(replaced(a_sent_order(oil, quantity=2), cleo, 2))
    replaced(a_sent_order(balm), cleo, reason=FreeReason.FAULTY)
    Order.objects.update(simulated=False)
    rows = [
        (row.reason, row.orders, row.pieces, row.cost, row.unknown, row.value)
        for row in books.get(PAGE).context["rows"]
    ]
    assert rows == [
        ("Lost", 1, 2, Decimal("5.00"), 0, Decimal("29.00")),
        ("Faulty", 1, 1, Decimal("0.00"), 1, Decimal("14.50")),
    ]


def test_without_any_it_says_so(books: Client) -> None:
    assert "Nothing was sent at no charge" in books.get(PAGE).content.decode()
