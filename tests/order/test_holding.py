"""Holds by colleagues, and the one service that lifts holds."""

from typing import Any

import pytest

from shop.accounts.models import User
from shop.order import statuses
from shop.order.batches import Packed
from shop.order.dispatch import CannotDispatch, dispatch_order
from shop.order.dispatch_holds import dispatch_hold_reason, dispatch_hold_reasons
from shop.order.holding import CannotHold, lift_hold, put_on_hold, report_missing
from shop.order.models import CancellationNotice, Order, StaffHold
from shop.payment.services import RefundQuantity
from tests.payment.refunds import give_back
from tests.support.factories import a_product
from tests.support.packing import packed_for, send
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid() -> Any:
    """One sunflower oil and one rose oil."""
    return a_paid_order(a_product(stock=5), a_product("Rose oil", stock=5))


def rose(order: Any) -> Any:
    return order.lines.get(title__startswith="Rose oil")


def test_a_missing_piece_holds_the_order_by_name(paid: Any, ben: User) -> None:
    for _ in range(2):
        report_missing(line=rose(paid), by=ben)
    assert dispatch_hold_reason(paid) == f"missing 1 × Rose oil, 100 ml ({ben.email})"
    assert StaffHold.objects.count() == 1
    with pytest.raises(CannotDispatch, match="can’t be sent: missing 1 × Rose oil"):
        send(paid)


def test_the_rest_leaves_without_it_and_the_order_stays_on_hold(paid: Any, ben: User) -> None:
    report_missing(line=rose(paid), by=ben)
    other = paid.lines.exclude(pk=rose(paid).pk).get()
    batches = [part for part in packed_for(paid) if part.line_id == other.pk]
    dispatch_order(order=paid, tracking_number="RM1", batches=batches, pieces={other.pk: 1})
    assert Order.objects.get().is_part_sent and dispatch_hold_reason(paid)


def test_the_missing_piece_itself_isnt_sent(paid: Any, ben: User) -> None:
    report_missing(line=rose(paid), by=ben)
    batches = [part for part in packed_for(paid) if part.line_id == rose(paid).pk]
    with pytest.raises(CannotDispatch, match="missing 1"):
        dispatch_order(order=paid, tracking_number="", batches=batches, pieces={rose(paid).pk: 1})


def test_refunding_it_ends_the_hold(paid: Any, ben: User) -> None:
    report_missing(line=rose(paid), by=ben)
    give_back(paid, 1450, RefundQuantity(rose(paid), 1, restock=True))
    assert dispatch_hold_reason(paid) == ""
    send(paid)


@pytest.fixture
def three(paid: Any) -> Any:
    """Three rose oils, of which the packer finds two."""
    return a_paid_order(a_product("Rose oil in a box", stock=5), quantity=3)


def test_two_of_three_leave_without_the_missing_one(three: Any, ben: User) -> None:
    line = three.lines.get()
    hold = report_missing(line=line, by=ben, pieces=1)
    assert hold.words.startswith("missing 1 × Rose oil in a box")
    batches = [Packed(line.pk, packed_for(three)[0].batch_id, 2)]
    with pytest.raises(CannotDispatch, match="missing 1"):
        dispatch_order(order=three, tracking_number="RM1", batches=packed_for(three), pieces={line.pk: 3})
    dispatch_order(order=three, tracking_number="RM1", batches=batches, pieces={line.pk: 2})
    assert Order.objects.get(pk=three.pk).is_part_sent and dispatch_hold_reason(three)


def test_refunding_the_one_that_is_missing_lets_the_others_leave(three: Any, ben: User) -> None:
    report_missing(line=three.lines.get(), by=ben, pieces=1)
    give_back(three, 1450, RefundQuantity(three.lines.get(), 1, restock=True))
    assert dispatch_hold_reason(three) == ""
    send(three)


@pytest.mark.parametrize("pieces", [0, 4])
def test_no_more_are_missing_than_are_to_be_sent(three: Any, ben: User, pieces: int) -> None:
    with pytest.raises(CannotHold, match="3 are to be sent"):
        report_missing(line=three.lines.get(), by=ben, pieces=pieces)
    assert not StaffHold.objects.exists()


def test_wait_names_reason_and_colleague_and_is_lifted_with_a_reason(
    paid: Any, ben: User, cleo: User
) -> None:
    put_on_hold(order=paid, reason="The buyer calls back", by=ben)
    report_missing(line=rose(paid), by=cleo)
    words = f"“The buyer calls back” ({ben.email}); missing 1 × Rose oil, 100 ml ({cleo.email})"
    assert dispatch_hold_reasons([paid]) == {paid.pk: words}
    with pytest.raises(CannotHold, match="Say why"):
        lift_hold(order=paid, reason=" ", by=cleo)
    lift_hold(order=paid, reason="They called", by=cleo)
    assert dispatch_hold_reason(paid) == "" and not StaffHold.objects.standing().exists()
    assert StaffHold.objects.filter(lifted_by=cleo).count() == 2


def test_a_wait_keeps_a_part_from_leaving_too(paid: Any, ben: User) -> None:
    put_on_hold(order=paid, reason="The buyer calls back", by=ben)
    line = rose(paid)
    batches = [part for part in packed_for(paid) if part.line_id == line.pk]
    with pytest.raises(CannotDispatch, match="“The buyer calls back”"):
        dispatch_order(order=paid, tracking_number="", batches=batches, pieces={line.pk: 1})


def test_one_hold_is_lifted_at_a_time_and_money_is_never(paid: Any, ben: User, cleo: User) -> None:
    put_on_hold(order=paid, reason="Ask first", by=ben)
    CancellationNotice.objects.create(order=paid, items="1 × oil", reason="")
    lift_hold(order=paid, reason="They changed their mind", by=cleo)
    assert dispatch_hold_reason(paid).startswith("“Ask first”")
    lift_hold(order=paid, reason="Asked", by=cleo)
    with pytest.raises(CannotHold, match="Nothing holds"):
        lift_hold(order=paid, reason="Again", by=cleo)


def test_what_was_sent_isnt_held(paid: Any, ben: User) -> None:
    send(paid)
    for hold in (
        lambda: report_missing(line=rose(paid), by=ben),
        lambda: put_on_hold(order=paid, reason="x", by=ben),
    ):
        with pytest.raises(CannotHold, match="Dispatched"):
            hold()
    assert Order.objects.get().status == statuses.DISPATCHED
