"""A replacement: a linked order of £0.00 that claims stock and counts as no sale."""

import uuid
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from shop.accounts.models import User
from shop.aftercare.reviews.requests import queue_due
from shop.catalogue.models import Product
from shop.documents.issue import issue_documents
from shop.order import statuses
from shop.order.cancellations import cancellable
from shop.order.free_orders import CannotSend
from shop.order.kinds import OrderKind
from shop.order.models import Order
from shop.order.personal_data import orders_of
from shop.order.replacements import replaceable
from shop.order.sales import received_lines, sold_lines, sold_orders
from shop.partner.movements import Kind, StockMovement
from shop.payment.services import RefundQuantity, RefundRequest, cancel_order, refund_payment
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.packing import send
from tests.support.purchases import the_payment
from tests.support.replacements import a_sent_order, replaced

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Product:
    return a_product(stock=10)


@pytest.fixture
def order(oil: Product) -> Order:
    return a_sent_order(oil, quantity=2)


def stock_of(product: Product) -> tuple[int, int]:
    record = product.stockrecords.get()
    return record.num_in_stock, record.num_allocated or 0


def test_it_costs_nothing_and_claims_stock(order: Order, oil: Product, cleo: User) -> None:
    made = replaced(order, cleo, 2)
    assert (made.kind, made.replaces, made.total_incl_tax) == (OrderKind.REPLACEMENT, order, 0)
    assert made.status == statuses.PAID and made.value == 29
    assert stock_of(oil) == (8, 2)
    assert made.lines.get().replaces == order.lines.get()
    assert made.shipping_address.line1 == order.shipping_address.line1
    assert made.shipping_address_id != order.shipping_address_id


def test_more_than_was_bought_is_refused(order: Order, cleo: User) -> None:
    with pytest.raises(CannotSend, match="2 can still be replaced"):
        replaced(order, cleo, 3)
    assert not Order.objects.filter(replaces=order).exists()


def test_what_was_replaced_or_refunded_is_not_replaced_again(order: Order, cleo: User) -> None:
    replaced(order, cleo, 1)
    line = order.lines.get()
    part = RefundQuantity(line, 1, restock=False)
    attempt = the_payment(order)
    refund_payment(
        attempt=attempt, key=uuid.uuid4(), amount=100, asked=RefundRequest(by=cleo), pieces=(part,)
    )
    assert replaceable(order) == {line.pk: 0}
    with pytest.raises(CannotSend, match="0 can still"):
        replaced(order, cleo)


def test_the_last_pieces_can_not_be_promised_twice(cleo: User) -> None:
    oil = a_product(stock=2)
    order = a_sent_order(oil, quantity=2)
    with pytest.raises(CannotSend, match="only 0 are free"):
        replaced(order, cleo)
    assert Order.objects.count() == 1 and stock_of(oil) == (0, 0)


def test_one_form_sent_twice_is_one_order(order: Order, cleo: User) -> None:
    key = uuid.uuid4()
    assert replaced(order, cleo, key=key) == replaced(order, cleo, key=key)
    assert order.replacements.count() == 1


def test_an_order_that_waits_is_not_replaced(order: Order, cleo: User) -> None:
    made = replaced(order, cleo)
    with pytest.raises(CannotSend, match="only one that was sent"):
        replaced(made, cleo)


def test_cancelling_it_gives_stock_and_pieces_back(order: Order, oil: Product, cleo: User) -> None:
    made = replaced(order, cleo, 2)
    cancel_order(order=made, key=uuid.uuid4(), asked=RefundRequest(by=cleo))
    send_queued()
    assert stock_of(oil) == (8, 0)
    assert set(replaceable(order).values()) == {2}
    assert mail.outbox[-1].subject == f"Order {made.number} is cancelled"


def test_the_buyer_is_told_when_it_is_made_and_when_it_leaves(order: Order, cleo: User) -> None:
    send_queued()
    mail.outbox.clear()
    made = replaced(order, cleo)
    send(made, "AB123456785GB")
    send_queued()
    promised, left = mail.outbox
    assert promised.subject == f"We’re sending you a replacement for order {order.number}"
    assert left.subject == f"Your replacement for order {order.number} is on its way"
    assert "You may cancel" not in left.body and "1 × " in promised.body


def test_it_is_in_no_figure_of_sales(order: Order, oil: Product, cleo: User, settings: Any) -> None:
    Order.objects.update(simulated=False)
    made = replaced(order, cleo)
    send(made)
    assert list(sold_orders()) == [order]
    assert set(sold_lines().values_list("order", flat=True)) == {order.pk}
    assert set(received_lines().values_list("order", flat=True)) == {order.pk}
    assert not issue_documents(order=made)
    kinds = StockMovement.objects.filter(line__order=made).values_list("kind", flat=True)
    assert set(kinds) == {Kind.SENT_FREE}


def test_nobody_is_asked_to_review_it(order: Order, cleo: User, settings: Any) -> None:
    made = replaced(order, cleo)
    send(made)
    Order.objects.update(simulated=False)
    settings.REVIEW_REQUEST_DAYS = 0.0001
    queue_due(now=timezone.now() + timezone.timedelta(days=1))
    assert not hasattr(Order.objects.get(pk=made.pk), "review_request")
    assert not cancellable(made)


def test_the_buyer_s_export_names_it(order: Order, cleo: User) -> None:
    made = replaced(order, cleo)
    found = next(row for row in orders_of(order.email)["orders"] if row["number"] == made.number)
    assert (found["kind"], found["replaces"]) == ("Replacement", order.number)
    assert found["sent at no charge because"] == "Lost"
