"""Refunds by our own reasons, which Stripe gets in its three words."""

import uuid
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.order.models import Order
from shop.order.personal_data import orders_of
from shop.payment.models import Refund
from shop.payment.services import RefundRequest, refund_payment
from tests.support.purchases import a_paid_order, the_payment

pytestmark = pytest.mark.django_db
PAGE = "/office/figures/refunds/"
CAUSES = [
    ("cancelled", "requested_by_customer"), ("wrong item", "requested_by_customer"),
    ("goodwill", "requested_by_customer"), ("paid twice", "duplicate"), ("fraud", "fraudulent"),
]  # fmt: skip


def gives_back(order: Order, by: User, pence: int, cause: str) -> Refund:
    asked = RefundRequest(by=by, cause=cause)
    return refund_payment(attempt=the_payment(order), key=uuid.uuid4(), amount=pence, asked=asked)


@pytest.mark.parametrize(("cause", "stripes"), CAUSES)
def test_stripe_gets_one_of_its_own_words(cleo: User, cause: str, stripes: str) -> None:
    made = gives_back(a_paid_order(), cleo, 100, cause)
    assert (made.cause, made.reason) == (cause, stripes)


def test_timeline_and_export_say_why(staff: Client, cleo: User) -> None:
    order = a_paid_order()
    gives_back(order, cleo, 100, "wrong item")
    assert "Wrong item" in staff.get(f"/office/orders/{order.number}/").content.decode()
    assert "Wrong item" in orders_of(order.email)["orders"][0]["refunds"][0]


def test_figures_add_up_by_reason_and_the_file_names_each(staff: Client, cleo: User) -> None:
    order = a_paid_order()
    for pence, cause in ((100, "goodwill"), (250, "goodwill"), (50, "lost"), (75, "")):
        gives_back(order, cleo, pence, cause)
    Order.objects.update(simulated=False)
    rows = [(row.reason, row.number, str(row.pounds)) for row in staff.get(PAGE).context["rows"]]
    assert rows == [("Goodwill", 2, "3.50"), ("Not said", 1, "0.75"), ("Lost", 1, "0.50")]
    text = staff.get(f"{PAGE}file/").content.decode("utf-8-sig")
    assert text.count("Goodwill") == 2 and text.count(order.number) == 4


def refund_form(staff: Client, order: Any, **data: str) -> Any:
    sent = {"key": str(uuid.uuid4()), "note": ""} | data
    return staff.post(f"/office/orders/{order.number}/refund/{the_payment(order).pk}/", sent)


def test_goodwill_is_an_amount_without_items(staff: Client) -> None:
    order = a_paid_order(quantity=2)
    pieces = {f"pieces_{order.lines.get().pk}": "1"}
    answer = refund_form(staff, order, reason="goodwill", seen="1450", **pieces)
    assert answer.status_code == 422 and "leave the pieces empty" in answer.content.decode()
    assert refund_form(staff, order, reason="goodwill", other="3", seen="300").status_code == 302
    assert Refund.objects.get().cause == "goodwill"


def test_a_refund_needs_a_reason(staff: Client) -> None:
    answer = refund_form(staff, a_paid_order(), reason="", other="3", seen="300")
    assert answer.status_code == 422 and not Refund.objects.exists()
