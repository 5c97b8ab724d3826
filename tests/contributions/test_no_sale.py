"""A contribution is in no figure and no list of what was sold."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from guides.newsletter.models import Subscriber
from shop.accounts.models import User
from shop.aftercare.models import LowReminder, ReviewRequest
from shop.backoffice.models import Customer
from shop.backoffice.packing.queue import held_orders, paid_orders, to_pack
from shop.backoffice.settings.past_orders import past_orders
from shop.order.cancellations import cancellable
from shop.order.dispatch import CannotDispatch, dispatch_order
from shop.order.holding import CannotHold, put_on_hold
from shop.order.kinds import FREE, SALES, OrderKind
from shop.order.models import Order
from shop.order.replacements import may_be_replaced
from shop.order.sales import paid_orders as paid_sales
from shop.order.sales import received_lines, sold_lines, sold_orders, units_sold
from shop.reports.at_no_charge import given_away
from shop.reports.sales.period import sold_in
from tests.support.cast import signed_in
from tests.support.contributions import EMAIL, a_paid_contribution
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db
# Modules that ask for paid orders of every kind, and why they may.
WHATEVER = {
    "backoffice/orders/batches.py": "lines with batches",
    "backoffice/packing/papers.py": "one order, asked for by its number",
    "backoffice/orders/page/tracking.py": "one order, with a parcel",
    "documents/missing.py": "each payment has its document",
    "order/dispatch.py": "one order",
    "order/recall_search.py": "lines with batches",
    "order/returns/stages.py": "returns, of which a contribution has none",
    "payment/services/reconciliation/compare.py": "each payment is compared with Stripe",
    "recall/sold_in_days.py": "lines with products",
    "safety/reporting.py": "lines with products",
}


@pytest.fixture
def given() -> Order:
    return a_paid_contribution()


def test_it_is_a_kind_of_its_own() -> None:
    assert OrderKind.CONTRIBUTION not in {*SALES, *FREE}
    assert {*SALES, *FREE, OrderKind.CONTRIBUTION} == set(OrderKind)


def querysets() -> dict[str, QuerySet[Any]]:
    since = timezone.now() - timedelta(days=1)
    day = timezone.localdate()
    return {
        "sold orders": sold_orders(simulated=True),
        "paid sales": paid_sales(),
        "received lines": received_lines(),
        "sold lines": sold_lines(),
        "sold in a period": sold_in(day, day, simulated=True),
        "to be packed": paid_orders(),
        "on hold": held_orders(),
        "reviews to ask for": ReviewRequest.objects.all(),
        "reminders": LowReminder.objects.all(),
        "subscribers": Subscriber.objects.all(),
    } | {f"units since {since:%d}": Order.objects.filter(pk__in=units_sold(since))}


@pytest.mark.usefixtures("given")
def test_no_list_of_sales_has_it() -> None:
    assert {name: list(rows) for name, rows in querysets().items() if rows.exists()} == {}
    assert to_pack() == [] and past_orders() == []
    assert given_away(timezone.localdate(), timezone.localdate()) == []


def test_its_giver_has_bought_nothing(given: Order) -> None:
    customer = Customer.objects.get(email=EMAIL)
    assert (customer.orders, customer.pence) == (0, 0)
    assert cancellable(given) == [] and not may_be_replaced(given)


def test_its_line_names_no_product(given: Order) -> None:
    line = given.lines.get()
    assert (line.product, line.stockrecord, line.partner, line.num_allocated) == (None, None, None, 0)


def test_every_query_of_paid_orders_says_of_which_kind() -> None:
    asks = re.compile(r"status__in\"?[=:] ?(?:statuses\.)?(?:SOLD|RECEIVED)\b")
    shop = Path(settings.BASE_DIR, "shop")
    found = {path.relative_to(shop).as_posix(): path.read_text() for path in shop.rglob("*.py")}
    without = {name for name, text in found.items() if asks.search(text) and "SALES" not in text}
    without -= {name for name, text in found.items() if "kind__in=FREE" in text}
    assert without <= set(WHATEVER)
    assert "order/sales.py" not in without and "documents/missing.py" in without


def test_it_is_neither_sent_nor_put_on_hold(given: Order, cleo: User) -> None:
    with pytest.raises(CannotDispatch, match="nothing is sent"):
        dispatch_order(order=given, tracking_number="", batches=[])
    with pytest.raises(CannotHold):
        put_on_hold(order=given, reason="Ask first", by=cleo)


def test_no_slip_is_printed_for_it(given: Order, cleo: User) -> None:
    cleo.groups.add(shopkeeper_group())
    assert signed_in(cleo).get(reverse("office_packing:slip", args=[given.number])).status_code == 404
