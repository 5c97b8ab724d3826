"""What the buyer reads about a refund is true at the time, and corrected if the refund fails."""

from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from shop.order.models import Order
from shop.partner import vat
from shop.payment.models import Refund
from shop.payment.services import RefundQuantity, delivery_owed, takings, vat_after_refunds
from shop.payment.simulator import refunds
from shop.shipping.models import DeliveryRate
from tests.payment.events import tell
from tests.payment.refunds import at_stripe, give_back, sent
from tests.support.cast import signed_in
from tests.support.factories import a_basket, a_product
from tests.support.purchases import a_paid_order, place
from tests.support.roles import owner_group

pytestmark = pytest.mark.django_db(transaction=True)
FAILED = "refund_failed"


def told(order: Any) -> list[str]:
    return [row.kind.removeprefix("order.") for row in order.emails.order_by("pk")]


def test_a_pending_refund_is_on_its_way_not_sent() -> None:
    order = a_paid_order()
    give_back(order, 400)
    body = mail.outbox[-1].body
    assert "£4.00" in body and "is on its way" in body and "have sent" not in body


def test_a_refund_that_fails_later_is_told_to_buyer_and_staff() -> None:
    order = a_paid_order()
    refund_id = at_stripe(order, 400)
    tell("refund.created", refund_id)
    refunds.finish(refund_id, "failed", "expired_or_canceled_card")
    for _ in range(2):
        tell("refund.failed", refund_id)
    assert told(order)[-2:] == ["refund", FAILED]
    assert "fell" not in mail.outbox[-1].body and "We still owe you this money" in mail.outbox[-1].body
    assert "fell through" in order.notes.first().message


def test_a_refund_refused_at_once_was_never_promised() -> None:
    order = sent(a_paid_order())
    at_stripe(order, 1845)
    before = len(mail.outbox)
    refund = give_back(order, 400)
    assert (refund.state, len(mail.outbox)) == (Refund.State.FAILED, before)


def test_the_failed_refund_stays_a_task_until_it_is_settled(cleo: Any) -> None:
    cleo.groups.add(owner_group())
    staff, order = signed_in(cleo), a_paid_order()
    refund = give_back(order, 400)
    Refund.objects.update(state=Refund.State.FAILED, failure="expired_or_canceled_card")
    watch = staff.get("/office/orders/payments/").content.decode()
    assert order.number in watch and "The buyer was told" in watch
    settle = f"/office/orders/{order.number}/settle/{refund.pk}/"
    staff.post(settle, {"kind": "paid_back", "amount": "4.00", "reason": "Bank transfer"})
    assert order.number not in staff.get("/office/orders/payments/").content.decode()


def test_a_full_refund_leaves_no_vat() -> None:
    order = sent(a_paid_order())
    give_back(order, 1845)
    assert [(row["net"], row["vat"]) for row in vat_after_refunds(order)] == [(0, 0)]


def test_the_refund_mail_names_the_vat_it_corrects() -> None:
    order = a_paid_order()
    line = order.lines.get()
    give_back(order, 400)
    assert "VAT -£0.67" in mail.outbox[-1].body
    assert line.vat_rate == Decimal("0.2")


def test_the_order_pages_show_the_vat_that_is_left(ada: Any) -> None:
    order = place(a_basket(a_product(), owner=ada), user=ada)
    order.move("Paid")
    order.payment_attempts.update(state="succeeded", received_minor=1845, intent_id="pi_x")
    Refund.objects.create(
        attempt=order.payment_attempts.get(),
        amount_minor=1845,
        state="succeeded",
        accepted_at=order.date_placed,
    )
    page = signed_in(ada).get(f"/account/orders/{order.number}/").content.decode()
    assert "after refunds" in page and "−£18.45" in page and "£3.08" not in page


def test_takings_are_net_of_refunds() -> None:
    order = a_paid_order()
    give_back(order, 400)
    assert takings(Order.objects.all()) == Decimal("14.45")


@pytest.mark.parametrize(("method", "owed"), [("standard", 395), ("express", 395)])
def test_the_delivery_owed_is_the_cheapest(method: str, owed: int) -> None:
    order = a_paid_order(method=method)
    assert delivery_owed(order) == owed


@pytest.mark.parametrize(("method", "owed"), [("standard", 395), ("express", 395)])
def test_a_later_price_of_delivery_changes_no_older_refund(method: str, owed: int) -> None:
    order = a_paid_order(method=method)
    DeliveryRate.objects.filter(zone="GB_MAINLAND", method_code="standard").update(price="2.95")
    assert delivery_owed(order) == owed


def test_of_an_order_without_the_note_standard_delivery_goes_back_as_paid() -> None:
    order = a_paid_order()
    order.delivery_rule.pop("cheapest")
    DeliveryRate.objects.filter(zone="GB_MAINLAND").update(price="2.95")
    assert delivery_owed(order) == 395


def test_delivery_is_proposed_once(cleo: Any) -> None:
    cleo.groups.add(owner_group())
    order = sent(a_paid_order())
    attempt = order.payment_attempts.get()
    url = f"/office/orders/{order.number}/refund/{attempt.pk}/"
    staff = signed_in(cleo)
    page = staff.get(url)
    assert "Delivery, £3.95" in page.content.decode()
    key = page.context["form"]["key"].value()
    data = {"key": key, "reason": "cancelled", "delivery": "on", "seen": "395"}
    staff.post(url, data)
    assert Refund.objects.get().delivery_minor == 395
    assert "Delivery, £3.95" not in staff.get(url).content.decode()


RATES = [Decimal("0.2"), Decimal("0.05"), Decimal("0")]


@given(
    gross=st.lists(st.integers(0, 20_000), min_size=1, max_size=3),
    parts=st.lists(st.integers(1, 5_000), max_size=8),
)
def test_refunds_add_up_and_never_leave_less_than_nothing(gross: list[int], parts: list[int]) -> None:
    sold = [vat.split_gross(Decimal(p) / 100, rate) for p, rate in zip(gross, RATES, strict=False)]
    total = sum((row.gross for row in sold), Decimal(0))
    amount = min(Decimal(sum(parts)) / 100, total)
    gone = vat.split_refund(sold, {}, amount)
    assert sum((row.gross for row in gone), Decimal(0)) == amount
    assert all(
        0 <= row.vat <= old.vat and row.gross <= old.gross for row, old in zip(gone, sold, strict=True)
    )


def test_pieces_are_taken_out_at_their_own_rate() -> None:
    book, oil = a_product("Book", tax_code="zero"), a_product("Oil")
    order = a_paid_order(book, oil)
    line = order.lines.get(title__startswith="Book")
    give_back(order, 1450, RefundQuantity(line, 1, restock=False))
    rows = {row["percent"]: row["gross"] for row in vat_after_refunds(order)}
    assert rows["0"] < rows["20"]
