"""A return is settled by its refund, or for a reason that the buyer is told."""

import uuid
from typing import Any

import pytest

from shop.accounts.models import User
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.models import Return
from shop.order.return_rows import Outcome
from shop.order.returns.settle import close_unpaid
from shop.order.services import CannotSettle
from shop.payment.models import Refund
from shop.payment.services import RefundQuantity, RefundRequest, cancel_order, refund_payment
from shop.payment.services.refunds.issue import CannotRefund
from shop.payment.services.refunds.outcome import refuse
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, the_payment
from tests.support.returns import a_return

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def order() -> Any:
    return a_paid_order(a_product(stock=9), quantity=3)


def refund(order: Any, *, amount: int = 1450, pieces: int = 0, row: Return | None = None) -> Refund:
    parts = (RefundQuantity(order.lines.get(), pieces, False),) if pieces else ()
    asked = RefundRequest(item_return=row)
    return refund_payment(
        attempt=the_payment(order), key=uuid.uuid4(), amount=amount, asked=asked, pieces=parts
    )


def outcome(row: Return) -> str:
    row.refresh_from_db()
    return row.outcome


def test_its_own_refund_settles_it_and_ends_the_hold(order: Any) -> None:
    row = a_return(order, pieces=1)
    assert "cancelled" in dispatch_hold_reason(order)
    refund(order, amount=900, row=row)
    assert outcome(row) == "refunded" and dispatch_hold_reason(order) == ""
    assert order.cancellations.get().outcome == "refunded"


def test_a_refund_of_its_pieces_from_the_order_settles_it(order: Any) -> None:
    first, second = a_return(order, pieces=1), a_return(order, pieces=1)
    refund(order, pieces=1)
    assert (outcome(first), outcome(second)) == ("refunded", "")


def test_another_amount_settles_nothing(order: Any) -> None:
    row = a_return(order, pieces=1)
    refund(order, amount=100)
    assert outcome(row) == ""


def test_a_cancelled_order_settles_all(order: Any) -> None:
    rows = [a_return(order, pieces=1), a_return(order)]
    cancel_order(order=order, key=uuid.uuid4(), asked=RefundRequest())
    assert [outcome(row) for row in rows] == ["refunded", "refunded"]


def test_a_refund_that_falls_through_opens_it_again(order: Any) -> None:
    row = a_return(order, pieces=1)
    made = refund(order, row=row)
    Refund.objects.filter(pk=made.pk).update(state=Refund.State.NEW)
    refuse(made.pk, "declined")
    assert outcome(row) == "" and "cancelled" in dispatch_hold_reason(order)


def test_of_two_colleagues_the_second_hears_that_it_is_done(order: Any) -> None:
    row = a_return(order, pieces=1)
    refund(order, pieces=1, row=row)
    with pytest.raises(CannotRefund, match="settled already"):
        refund(order, pieces=1, row=row)
    assert Refund.objects.count() == 1


def test_nothing_owed_takes_a_reason_and_is_final(order: Any, cleo: User) -> None:
    row = a_return(order, pieces=1)
    with pytest.raises(CannotSettle, match="Say why"):
        close_unpaid(item_return=row, outcome=Outcome.NOTHING_OWED, why=" ", by=cleo)
    close_unpaid(item_return=row, outcome=Outcome.NOTHING_OWED, why="They keep it", by=cleo)
    row.refresh_from_db()
    assert (row.outcome, row.outcome_note, row.settled_by) == ("nothing owed", "They keep it", cleo)
    assert dispatch_hold_reason(order) == ""
    with pytest.raises(CannotSettle, match="already"):
        close_unpaid(item_return=row, outcome=Outcome.NOTHING_OWED, why="Again", by=cleo)
