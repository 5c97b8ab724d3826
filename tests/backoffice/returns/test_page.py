"""One return as staff handle it."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.order.models import Return
from shop.order.return_rows import Reason
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.packing import send
from tests.support.purchases import a_paid_order, the_payment
from tests.support.returns import a_return
from tests.support.roles import bookkeeper_group, packer_group
from tests.support.shelf import a_batch, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Any:
    product = a_product("Sunflower oil", stock=0)
    a_batch(product, pieces=9, number="L2611")
    return product


@pytest.fixture
def row(oil: Any) -> Return:
    order = a_paid_order(oil, quantity=2)
    send(order)
    order.refresh_from_db()
    return a_return(order, words="Too many")


def address(row: Return, what: str = "") -> str:
    return f"/office/returns/{row.pk}/{what}"


def page(client: Client, row: Return) -> str:
    return " ".join(client.get(address(row)).content.decode().split())


def comes_back(client: Client, row: Return, state: str = "sealed") -> Any:
    part = row.lines.filter(state="").first()
    data = {f"pieces_{part.pk}": part.quantity, f"state_{part.pk}": state} if part else {}
    return client.post(address(row, "arrived/"), data, follow=True)


def test_the_page_says_what_came_and_by_when(staff: Client, row: Return) -> None:
    text = page(staff, row)
    for part in ("To be sent back by", "14 days left", "2 × Sunflower oil", "Too many", "With the buyer"):
        assert part in text
    assert f"/office/orders/{row.order.number}/" in text


def test_from_proof_of_posting_to_the_refund(staff: Client, row: Return, oil: Any) -> None:
    staff.post(address(row, "posted/"), {"posted": timezone.localdate().isoformat()})
    assert "Refund by" in page(staff, row) and "On their way back" in page(staff, row)
    comes_back(staff, row)
    assert record_of(oil).num_in_stock == 9
    form = staff.get(f"/office/orders/{row.order.number}/refund/{the_payment(row.order).pk}/?return={row.pk}")
    text = " ".join(form.content.decode().split())
    assert "Give £32.95 back" in text  # two at £14.50 and standard delivery


def test_the_prefilled_refund_settles_the_return(staff: Client, row: Return) -> None:
    comes_back(staff, row)
    url = f"/office/orders/{row.order.number}/refund/{the_payment(row.order).pk}/?return={row.pk}"
    form = staff.get(url).context["form"]
    staff.post(url, {**form.data, "seen": form.amount})
    row.refresh_from_db()
    assert row.outcome == "refunded" and row.refunds.get().amount_minor == 3295
    assert "Refunded" in page(staff, row)


def test_what_is_taken_off_needs_a_reason_and_is_told(staff: Client, row: Return) -> None:
    comes_back(staff, row)
    url = f"/office/orders/{row.order.number}/refund/{the_payment(row.order).pk}/?return={row.pk}"
    data = {**staff.get(url).context["form"].data, "deduction": "5.00", "seen": 2795}
    assert "Say why: the buyer gets it by email." in staff.post(url, data).content.decode()
    staff.post(url, data | {"deduction_why": "Half empty"})
    refund = row.refunds.get()
    assert (refund.amount_minor, refund.deducted_minor, refund.deducted_why) == (2795, 500, "Half empty")


def test_a_broken_hygiene_seal_isnt_filled_in(staff: Client, row: Return, oil: Any) -> None:
    type(oil).objects.update(hygiene_seal=True)
    comes_back(staff, row, "seal broken")
    url = f"/office/orders/{row.order.number}/refund/{the_payment(row.order).pk}/?return={row.pk}"
    form = staff.get(url).context["form"]
    assert form[f"pieces_{row.order.lines.get().pk}"].value() is None


def test_a_wrong_day_and_no_state_are_said_beside_the_field(staff: Client, row: Return) -> None:
    answer = staff.post(address(row, "posted/"), {"posted": "2020-01-01"})
    assert answer.status_code == 422 and "from the notice until today" in answer.content.decode()
    answer = staff.post(address(row, "arrived/"), {})
    assert answer.status_code == 422 and "Choose the state" in answer.content.decode()
    answer = staff.post(address(row, "close/"), {"outcome": "nothing owed", "why": ""})
    assert answer.status_code == 422 and "Say why" in answer.content.decode()


def test_a_second_click_enters_nothing_twice(staff: Client, row: Return, oil: Any) -> None:
    part = row.lines.get()
    data = {f"pieces_{part.pk}": 2, f"state_{part.pk}": "sealed"}
    for _ in range(2):
        answer = staff.post(address(row, "arrived/"), data, follow=True)
    assert "Nothing was entered twice" in answer.content.decode() and record_of(oil).num_in_stock == 9


def test_a_packer_notes_what_came_and_no_more(row: Return, oil: Any, ben: User) -> None:
    ben.groups.add(packer_group())
    packer = signed_in(ben)
    text = page(packer, row)
    assert "What has come back" in text and "Settle without a refund" not in text and "Refund</a>" not in text
    comes_back(packer, row)
    assert record_of(oil).num_in_stock == 9


def test_a_bookkeeper_only_sees_it(row: Return, ben: User) -> None:
    ben.groups.add(bookkeeper_group())
    text = page(signed_in(ben), row)
    assert "Too many" in text and "What has come back" not in text


def test_an_order_that_isnt_sent_is_cancelled_as_a_whole(staff: Client, oil: Any) -> None:
    row = a_return(a_paid_order(oil))
    assert f"/office/orders/{row.order.number}/cancel/" in page(staff, row)


def test_a_return_that_somebody_telephoned_is_entered(staff: Client, oil: Any, cleo: User) -> None:
    order = a_paid_order(oil, quantity=2)
    send(order)
    url = f"/office/returns/new/{order.number}/"
    assert "how many pieces" in staff.post(url, {"reason": "faulty"}).content.decode()
    data = {"reason": "faulty", "words": "The pump leaks", f"pieces_{order.lines.get().pk}": 1}
    staff.post(url, data)
    row = Return.objects.get()
    assert (row.reason, row.said, row.entered_by, row.kind) == (
        Reason.FAULTY,
        "The pump leaks",
        cleo,
        "claim",
    )
    assert "Claim: faulty" in staff.get(f"/office/orders/{order.number}/").content.decode()


def test_before_sending_only_a_cancellation_can_be_entered(staff: Client, oil: Any) -> None:
    order = a_paid_order(oil)
    data = {"reason": "faulty", f"pieces_{order.lines.get().pk}": 1}
    assert staff.post(f"/office/returns/new/{order.number}/", data).status_code == 422
    assert not Return.objects.exists()
