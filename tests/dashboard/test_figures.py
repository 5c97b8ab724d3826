"""Figures, reports and counters count sales: paid with real money and not cancelled."""

import csv
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.order.models import Order
from shop.payment.services import RefundRequest, cancel_order
from tests.payment.refunds import give_back
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, an_order
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staff(cleo: User) -> Client:
    cleo.groups.add(shopkeeper_group())
    return signed_in(cleo)


@pytest.fixture
def sales() -> None:
    """One sale of £18.45 among orders that are none: unpaid, simulated, cancelled."""
    an_order(a_product("Unpaid"))
    a_paid_order(a_product("Sold"))
    given_up = a_paid_order(a_product("Given up"))
    Order.objects.update(simulated=False)  # as far as the figures know
    a_paid_order(a_product("Simulated"))
    cancel_order(order=given_up, key=uuid.uuid4(), asked=RefundRequest())


@pytest.mark.usefixtures("sales")
def test_the_figures_count_one_sale(staff: Client) -> None:
    context = staff.get("/dashboard/").context
    assert (context["total_orders"], context["total_revenue"]) == (1, Decimal("18.45"))


@pytest.mark.usefixtures("sales")
def test_the_report_lists_one_sale(staff: Client) -> None:
    page = staff.get("/dashboard/reports/", {"report_type": "order_report", "date_from": "2020-01-01"})
    sold = Order.objects.get(lines__title__startswith="Sold")
    others = Order.objects.exclude(pk=sold.pk)
    text = page.content.decode()
    assert sold.number in text and not any(order.number in text for order in others)


@pytest.mark.usefixtures("sales")
def test_the_report_as_a_file_is_net_of_refunds(staff: Client) -> None:
    order = Order.objects.get(lines__title__startswith="Sold")
    give_back(order, 400)
    asked = {"report_type": "order_report", "date_from": "2020-01-01", "download": "1"}
    text = staff.get("/dashboard/reports/", asked).content.decode("utf-8-sig")
    (row,) = csv.DictReader(text.splitlines())
    assert row["Order number"] == order.number
    assert (row["Total, VAT included"], row["Refunded or disputed"], row["Net"]) == ("18.45", "4.00", "14.45")


def test_purchases_are_counted_when_they_are_paid_with_real_money(settings: Any) -> None:
    records = get_model("analytics", "ProductRecord").objects
    a_paid_order(a_product("Simulated"))
    assert not records.filter(num_purchases__gt=0).exists()
    settings.PAYMENTS = "stripe"
    unpaid = an_order(a_product("Bought"))
    assert not records.filter(num_purchases__gt=0).exists()
    unpaid.move("Paid")
    assert records.get(product__title="Bought").num_purchases == 1
