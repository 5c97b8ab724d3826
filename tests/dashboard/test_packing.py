"""From paid to sent: what to pack, stock and batches, the buyer's mail, and recalls."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.catalogue.models import Batch
from shop.dashboard.staff import staff_group
from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.models import Order
from shop.payment.services import Asked, Pieces, refund_payment, settle
from tests.cast import access, signed_in
from tests.factories import a_product
from tests.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staff(cleo: User) -> Client:
    cleo.groups.add(staff_group())
    return signed_in(cleo)


@pytest.fixture
def paid() -> Any:
    attempt = started(an_order(a_product(stock=5), quantity=2))
    tries_card(attempt)
    settle(attempt=attempt)
    return Order.objects.get()


def a_batch(order: Any, number: str = "L2611") -> Batch:
    product = order.lines.get().product
    return Batch.objects.create(product=product, number=number, received_at=date(2026, 11, 1), quantity=50)


def test_a_paid_order_is_on_the_list_and_an_unpaid_one_isnt(staff: Client, paid: Any) -> None:
    unpaid = an_order(a_product("Other oil"))
    page = staff.get("/dashboard/packing/").content.decode()
    assert paid.number in page and unpaid.number not in page


def test_sending_consumes_stock_notes_the_batch_and_tells_the_buyer(staff: Client, paid: Any) -> None:
    batch, line = a_batch(paid), paid.lines.get()
    mail.outbox.clear()
    staff.post(f"/dashboard/packing/{paid.number}/", {"tracking_number": "RM1", f"batch_{line.pk}": batch.pk})
    paid.refresh_from_db()
    record = line.stockrecord
    record.refresh_from_db()
    assert (paid.status, record.num_in_stock, record.num_allocated) == (statuses.DISPATCHED, 3, 0)
    assert (line.batches.get().batch, line.batches.get().quantity) == (batch, 2)
    assert "RM1" in mail.outbox[0].body


def test_an_order_is_sent_once(staff: Client, paid: Any) -> None:
    for _ in range(2):
        staff.post(f"/dashboard/packing/{paid.number}/", {"tracking_number": "RM1"})
    record = paid.lines.get().stockrecord
    assert record.num_in_stock == 3
    assert OutboxEmail.objects.filter(kind="order.dispatched").count() == 1


def test_what_was_taken_out_of_the_parcel_is_on_no_list(staff: Client) -> None:
    attempt = started(an_order(a_product("Kept oil"), a_product("Refunded oil")))
    tries_card(attempt)
    settle(attempt=attempt)
    attempt.refresh_from_db()
    line = attempt.order.lines.get(title__startswith="Refunded")
    given = {"key": uuid.uuid4(), "amount": 1450, "asked": Asked()}
    refund_payment(attempt=attempt, pieces=(Pieces(line, 1, restock=True),), **given)
    for path in ("/dashboard/packing/", f"/dashboard/packing/{attempt.order.number}/"):
        page = staff.get(path).content.decode()
        assert "Kept oil" in page and "Refunded oil" not in page


def test_an_unpaid_order_isnt_sent(staff: Client) -> None:
    order = an_order()
    staff.post(f"/dashboard/packing/{order.number}/", {"tracking_number": "RM1"})
    order.refresh_from_db()
    assert order.status == statuses.PENDING


def test_nobody_makes_an_order_paid_by_hand(staff: Client) -> None:
    order = an_order()
    staff.post(
        f"/dashboard/orders/{order.number}/", {"order_action": "change_order_status", "new_status": "Paid"}
    )
    order.refresh_from_db()
    assert order.status == statuses.PENDING


def test_the_order_page_shows_vat_payment_and_mails(staff: Client, paid: Any) -> None:
    page = staff.get(f"/dashboard/orders/{paid.number}/").content.decode()
    intent = paid.payment_attempts.get().intent_id
    for part in (intent, "20%", "Confirmation", "Send this order", "Version 1"):
        assert part in page


def test_a_recall_reaches_exactly_the_buyers_of_the_batch(staff: Client, paid: Any) -> None:
    batch, other = a_batch(paid), a_batch(paid, "L9999")
    line = paid.lines.get()
    line.batches.create(batch=batch, quantity=2)
    assert paid.number in staff.get("/dashboard/recall/", {"batch": batch.pk}).content.decode()
    assert paid.email not in staff.get("/dashboard/recall/", {"batch": other.pk}).content.decode()
    assert paid.email in staff.get("/dashboard/recall/", {"batch": batch.pk, "as": "csv"}).content.decode()


def test_a_cell_of_the_csv_runs_no_formula(staff: Client, paid: Any) -> None:
    paid.shipping_address.first_name = "=HYPERLINK(1)"
    paid.shipping_address.save()
    batch = a_batch(paid)
    paid.lines.get().batches.create(batch=batch, quantity=2)
    assert "'=HYPERLINK" in staff.get("/dashboard/recall/", {"batch": batch.pk, "as": "csv"}).content.decode()


SCREENS = ["packing/", "packing/{number}/", "cancellations/", "recall/", "terms/", "catalogue/batches/"]


@pytest.mark.parametrize("screen", SCREENS)
def test_only_the_shops_staff_get_in(
    screen: str, paid: Any, ada: User, ben: User, mia: User, cleo: User
) -> None:
    ben.is_staff = True
    ben.save()
    cleo.groups.add(staff_group())
    url = "/dashboard/" + screen.format(number=paid.number)
    people = {"visitor": None, "shopper": ada, "no group": ben, "marketer": mia, "staff": cleo}
    refused = {"visitor": 302, "shopper": 403, "no group": 403, "marketer": 403}
    assert access(url, people) == refused | {"staff": 200}
