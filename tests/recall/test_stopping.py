"""The sale of recalled batches stops everywhere at once, and everybody who has pieces is found."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.basket.pricing import price
from shop.catalogue.models import Batch
from shop.catalogue.sets import BatchPart
from shop.checkout.services import NotAllThere
from shop.integrity.immutable_rows import NeverEdited
from shop.order import dispatch
from shop.order.batches import Packed, correct
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.holding import lift_hold
from shop.order.models import Order
from shop.recall.models import Recall, RecallBatch
from shop.recall.prepare import CannotRecall
from shop.recall.stopping import look_again, stop_sale
from tests.support.factories import a_basket, a_product
from tests.support.phone_orders import a_sent_link
from tests.support.purchases import GUEST, a_paid_order, place
from tests.support.recalls import a_recall
from tests.support.shelf import a_batch, adds_up, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Any:
    return a_product("Marigold oil", stock=0)


@pytest.fixture
def batch(oil: Any) -> Batch:
    return a_batch(oil, pieces=10, number="L-204")


def sent(product: Any, *parts: tuple[Batch, int], **more: Any) -> Any:
    """An order that left, with these batches noted."""
    order = a_paid_order(product, quantity=sum(pieces for _, pieces in parts), **more)
    packed = [Packed(order.lines.get().pk, batch.pk, pieces) for batch, pieces in parts]
    dispatch.dispatch_order(order=order, tracking_number="", batches=packed)
    return order


def sent_unrecorded(product: Any, **more: Any) -> Any:
    """An order that left without a batch noted."""
    order = a_paid_order(product, **more)
    Order.objects.filter(pk=order.pk).update(status="Dispatched", dispatched_at=timezone.now())
    return order


def told(recall: Recall) -> dict[str, tuple[bool, int]]:
    """Who has to be told, by the order's number: certain or not, and how many pieces."""
    return {row.order.number: (row.is_certain, row.pieces) for row in recall.notices.all()}


def stopped(*batches: Batch, by: User) -> Recall:
    recall = a_recall(*batches, by=by)
    stop_sale(recall=recall, by=by)
    recall.refresh_from_db()
    return recall


def test_what_is_free_goes_off_sale(batch: Batch, oil: Any, cleo: User) -> None:
    recall = stopped(batch, by=cleo)
    batch.refresh_from_db()
    assert (recall.state, recall.stopped_by) == ("stopped", cleo)
    assert (batch.is_recalled, batch.block_reason) == (True, recall.problem)
    assert record_of(oil).num_in_stock == 0 and adds_up(oil)


def test_a_basket_can_t_buy_it_any_more(batch: Batch, oil: Any, cleo: User) -> None:
    basket = a_basket(oil)
    stopped(batch, by=cleo)
    assert not price(basket=basket, user=GUEST).all_lines()
    with pytest.raises(NotAllThere):
        place(basket)


def test_pieces_of_other_batches_stay_on_sale(batch: Batch, oil: Any, cleo: User) -> None:
    a_batch(oil, pieces=3)
    stopped(batch, by=cleo)
    assert place(a_basket(oil, quantity=3)).num_items == 3


def test_open_orders_are_held_once(batch: Batch, oil: Any, cleo: User) -> None:
    order = a_paid_order(oil)
    recall = stopped(batch, by=cleo)
    assert "recall of batch L-204" in dispatch_hold_reason(order)
    lift_hold(order=order, reason="other pieces are in it", by=cleo)
    look_again(recall=recall, by=cleo)
    assert not dispatch_hold_reason(order)


def test_payment_links_for_it_end(batch: Batch, oil: Any, cleo: User) -> None:
    link = a_sent_link(oil, by=cleo)
    stopped(batch, by=cleo)
    link.refresh_from_db()
    assert link.state == "withdrawn"


def test_the_buyers_of_the_batch_are_certain(batch: Batch, oil: Any, cleo: User) -> None:
    other = a_batch(oil, pieces=2)
    ours = sent(oil, (batch, 2), email="una@example.com")
    sent(oil, (other, 1))
    recall = stopped(batch, by=cleo)
    assert told(recall) == {ours.number: (True, 2)}


def test_who_got_it_without_a_record_is_possible(batch: Batch, oil: Any, cleo: User) -> None:
    order = sent_unrecorded(oil)
    row = stopped(batch, by=cleo).notices.get()
    assert (row.order, row.is_certain) == (order, False)
    assert "without a batch noted; batch L-204 came in on" in row.why


def test_an_order_with_two_of_the_batches_is_told_once(batch: Batch, oil: Any, cleo: User) -> None:
    other = a_batch(oil, pieces=2, number="L-205")
    order = sent(oil, (batch, 2), (other, 1))
    recall = stopped(batch, other, by=cleo)
    assert told(recall) == {order.number: (True, 3)}


def test_sets_with_pieces_of_it_are_found_and_stopped(batch: Batch, oil: Any, cleo: User) -> None:
    gift = a_product("Gift set", stock=0, volume_ml=None, contents="Marigold oil and a cloth")
    made = a_batch(gift, pieces=2, number="SET-1")
    BatchPart.objects.create(batch=made, product=oil, part=batch, pieces=1)
    order, waiting = sent(gift, (made, 1)), a_paid_order(gift)
    recall = stopped(batch, by=cleo)
    made.refresh_from_db()
    assert told(recall) == {order.number: (True, 1)}
    assert made.is_recalled and dispatch_hold_reason(waiting)


def test_sets_blocked_by_hand_before_are_recalled_as_well(batch: Batch, oil: Any, cleo: User) -> None:
    gift = a_product("Gift set", stock=0, volume_ml=None, contents="Marigold oil and a cloth")
    made = a_batch(gift, pieces=2, number="SET-1")
    BatchPart.objects.create(batch=made, product=oil, part=batch, pieces=1)
    Batch.objects.filter(pk=made.pk).update(is_blocked=True)
    stopped(batch, by=cleo)
    made.refresh_from_db()
    assert made.is_recalled


def test_a_correction_afterwards_is_found(batch: Batch, oil: Any, cleo: User) -> None:
    other = a_batch(oil, pieces=2)
    order = sent(oil, (other, 1))
    recall = stopped(batch, by=cleo)
    correct(
        line=order.lines.get(), packed=[Packed(order.lines.get().pk, batch.pk, 1)], why="misread", by=cleo
    )
    assert look_again(recall=recall, by=cleo) == 1
    assert told(recall) == {order.number: (True, 1)}


def test_the_second_to_stop_it_is_told_who_was_faster(batch: Batch, cleo: User) -> None:
    recall = stopped(batch, by=cleo)
    with pytest.raises(CannotRecall, match="stopped the sale on"):
        stop_sale(recall=recall, by=cleo)


def test_a_batch_of_a_recall_can_t_be_taken_back(batch: Batch, cleo: User) -> None:
    stopped(batch, by=cleo)
    row = RecallBatch.objects.get()
    with pytest.raises(NeverEdited):
        row.delete()


def test_an_order_stands_in_a_recall_once(batch: Batch, oil: Any, cleo: User) -> None:
    sent(oil, (batch, 1))
    row = stopped(batch, by=cleo).notices.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
