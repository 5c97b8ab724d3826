"""A return on its way: proof of posting, what comes back, and what becomes of the stock."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shop.accounts.models import User
from shop.catalogue.models import Batch
from shop.order.models import Return
from shop.order.return_rows import Reason, State
from shop.order.returns.stages import Stage, with_stage
from shop.order.returns.steps import CannotNote, note_arrival, note_posting
from tests.support.factories import a_product
from tests.support.packing import send
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return, back
from tests.support.shelf import a_batch, adds_up, ledger_of, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Any:
    product = a_product("Sunflower oil", stock=0)
    a_batch(product, pieces=10, number="L2611")  # the one that `send` notes
    return product


@pytest.fixture
def sent(oil: Any) -> Return:
    """Three were sent and are given back."""
    order = a_paid_order(oil, quantity=3)
    send(order)
    order.refresh_from_db()
    return a_return(order)


def stage(row: Return) -> str:
    return with_stage(Return.objects.filter(pk=row.pk)).get().stage


def test_sealed_pieces_go_back_into_their_batch(sent: Return, oil: Any, cleo: User) -> None:
    note_arrival(item_return=sent, arrived=back(sent), by=cleo)
    assert record_of(oil).num_in_stock == 10 and adds_up(oil)
    part = sent.lines.get()
    assert (part.quantity, part.state, part.became) == (3, "sealed", "in stock")
    assert stage(sent) == Stage.TO_REFUND


def test_each_piece_has_its_own_state(sent: Return, oil: Any, cleo: User) -> None:
    note_arrival(item_return=sent, arrived=back(sent, State.SEALED, 1), by=cleo)
    assert stage(sent) == Stage.ARRIVED
    note_arrival(item_return=sent, arrived=back(sent, State.SEAL_BROKEN), by=cleo)
    assert record_of(oil).num_in_stock == 8 and adds_up(oil)
    assert ledger_of(oil)[-2:] == [("put back", 2), ("written off", -2)]
    rows = sent.lines.values_list("quantity", "state", "became").order_by("pk")
    assert list(rows) == [(1, "sealed", "in stock"), (2, "seal broken", "written off")]


def test_a_sealed_piece_past_its_date_is_written_off(sent: Return, oil: Any, cleo: User) -> None:
    Batch.objects.update(best_before=timezone.localdate() - timedelta(days=1))
    note_arrival(item_return=sent, arrived=back(sent), by=cleo)
    assert record_of(oil).num_in_stock == 7
    assert sent.lines.get().became == "written off"


def test_a_batch_that_only_the_packer_noted_counts_too(cleo: User) -> None:
    oil = a_product("Old stock", stock=5)  # the ledger doesn't know its batch
    order = a_paid_order(oil)
    send(order)
    Batch.objects.update(is_blocked=True)
    order.refresh_from_db()
    row = a_return(order)
    note_arrival(item_return=row, arrived=back(row), by=cleo)
    assert row.lines.get().became == "written off" and record_of(oil).num_in_stock == 4


def test_what_came_back_once_doesnt_come_back_again(sent: Return, oil: Any, cleo: User, ben: User) -> None:
    arrived = back(sent)
    note_arrival(item_return=sent, arrived=arrived, by=cleo)
    with pytest.raises(CannotNote, match="cleo.*noted it"):
        note_arrival(item_return=sent, arrived=arrived, by=ben)
    assert record_of(oil).num_in_stock == 10


def test_a_parcel_nobody_has_opened_starts_the_clock(sent: Return, cleo: User) -> None:
    note_arrival(item_return=sent, arrived=[], by=cleo)
    sent.refresh_from_db()
    assert sent.arrived_on == timezone.localdate() and stage(sent) == Stage.ARRIVED
    with pytest.raises(CannotNote):
        note_arrival(item_return=sent, arrived=[], by=cleo)


def test_a_proof_of_posting_moves_the_last_day(sent: Return, cleo: User) -> None:
    today = timezone.localdate()
    note_posting(item_return=sent, day=today, by=cleo)
    sent.refresh_from_db()
    assert sent.due_on == today + timedelta(days=14) and stage(sent) == Stage.ON_ITS_WAY


@pytest.mark.parametrize("days", [-1, 1], ids=["before the notice", "tomorrow"])
def test_a_day_that_cant_be_is_refused(days: int, sent: Return, cleo: User) -> None:
    with pytest.raises(CannotNote, match="from the notice until today"):
        note_posting(item_return=sent, day=timezone.localdate() + timedelta(days=days), by=cleo)


def test_where_nothing_was_sent_there_is_only_the_money_to_give(oil: Any) -> None:
    assert stage(a_return(a_paid_order(oil))) == Stage.TO_REFUND


def test_a_claim_takes_what_is_left_and_waits_for_the_items(oil: Any) -> None:
    order = a_paid_order(oil, quantity=2)
    send(order)
    order.refresh_from_db()
    claim = a_return(order, Reason.FAULTY, pieces=1)
    assert (claim.kind, claim.notice, stage(claim)) == ("claim", None, Stage.NOTICE)
    rest = a_return(order)
    assert rest.lines.get().quantity == 1 and rest.notice
    lost = Return.objects.filter(pk=claim.pk)
    lost.update(reason=Reason.LOST)
    assert stage(claim) == Stage.TO_REFUND
