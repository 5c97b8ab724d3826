"""Returns of an order of which a part has left, and the rest waits."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.orders.money.forms import RefundForm
from shop.order.batches import Packed
from shop.order.dispatch import dispatch_order
from shop.order.models import Return
from shop.order.return_rows import Reason
from shop.order.returns.stages import Stage, with_stage
from shop.order.returns.steps import CannotNote, note_arrival, note_posting
from shop.order.returns.take import Said, take_return
from shop.order.tokens import VIEW, token_for
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.packing import a_batch
from tests.support.purchases import a_paid_order, the_payment
from tests.support.returns import a_return, back
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db
WEEKS = timedelta(days=14)


@pytest.fixture
def order() -> Any:
    """Both bottles of sunflower oil and one of three of rose oil have left."""
    oil, rose = a_product("Sunflower oil", stock=9), a_product("Rose oil", stock=9)
    found = a_paid_order(oil, rose, quantity=3)
    lines = list(found.lines.order_by("pk"))
    pieces = {lines[0].pk: 3, lines[1].pk: 1}
    packed = [Packed(line.pk, a_batch(line.product).pk, pieces[line.pk]) for line in lines]
    dispatch_order(order=found, tracking_number="RM1", batches=packed, pieces=pieces)
    return found


def cancels(order: Any, number: int, pieces: int, reason: Reason = Reason.CHANGED_MIND) -> Return:
    line = order.lines.order_by("pk")[number]
    return take_return(order=order, chosen=[(line, pieces)], said=Said(reason))


def was_told_earlier(row: Return) -> None:
    """Five days ago; the model itself lets nobody change that day."""
    QuerySet(Return).filter(pk=row.pk).update(told_on=timezone.localdate() - timedelta(days=5))


def stage(row: Return) -> str:
    return str(with_stage(Return.objects.filter(pk=row.pk)).get().stage)


def test_what_has_left_comes_back_before_the_refund_is_due(order: Any, cleo: User) -> None:
    row = cancels(order, 0, 3)
    assert row.clock.left and not row.clock.waits and stage(row) == Stage.NOTICE
    was_told_earlier(row)
    note_arrival(item_return=row, arrived=back(row), by=cleo)
    row.refresh_from_db()
    assert row.due_on == timezone.localdate() + WEEKS and stage(row) == Stage.TO_REFUND


def test_what_waits_is_cancelled_first_and_has_only_to_be_refunded(order: Any) -> None:
    row = cancels(order, 1, 2)
    assert not row.clock.left and stage(row) == Stage.TO_REFUND
    later = cancels(order, 1, 1)
    assert later.clock.left and not later.clock.waits and stage(later) == Stage.NOTICE


def test_of_both_the_day_for_what_never_left_stands(order: Any, cleo: User) -> None:
    row = a_return(order)
    assert row.clock.left and row.clock.waits
    was_told_earlier(row)
    note_posting(item_return=row, day=timezone.localdate(), by=cleo)
    row.refresh_from_db()
    assert row.due_on == timezone.localdate() - timedelta(days=5) + WEEKS


def test_what_never_left_cant_come_back(order: Any, cleo: User) -> None:
    row = cancels(order, 1, 3)
    with pytest.raises(CannotNote, match="only 1 left the shop"):
        note_arrival(item_return=row, arrived=back(row), by=cleo)
    note_arrival(item_return=row, arrived=back(row, pieces=1), by=cleo)
    with pytest.raises(CannotNote, match="only 1 left the shop"):
        note_arrival(item_return=row, arrived=back(row, pieces=1), by=cleo)


def test_a_claim_is_about_what_has_left(order: Any) -> None:
    row = cancels(order, 1, 1, Reason.DAMAGED)
    assert row.has_left and not row.waits and stage(row) == Stage.NOTICE


def test_buyer_and_staff_read_that_it_comes_back(order: Any, client: Client, cleo: User) -> None:
    row = cancels(order, 0, 3)
    cleo.groups.add(shopkeeper_group())
    text = " ".join(client.get(f"/orders/{token_for(order, VIEW)}/").content.decode().split())
    assert "Please send the items back by" in text and "Cancelled. £" not in text
    page = signed_in(cleo).get(f"/office/returns/{row.pk}/").content.decode()
    for part in ("To be sent back by", "With the buyer", "What has come back", "Proof of posting"):
        assert part in page


def test_the_form_says_what_is_to_be_sent_back(order: Any, client: Client) -> None:
    page = f"/orders/{token_for(order, VIEW)}/"
    assert "Cancel or return items" in " ".join(client.get(page).content.decode().split())
    form = " ".join(client.get(f"{page}cancel/").content.decode().split())
    assert "Return items, or tell us what is wrong" in form and "back what has reached you" in form


def test_the_refund_is_filled_in_with_what_came_back(order: Any, cleo: User) -> None:
    row, line = cancels(order, 0, 3), order.lines.order_by("pk")[0]
    note_arrival(item_return=row, arrived=back(row, pieces=2), by=cleo)
    form = RefundForm(attempt=the_payment(order), item_return=row)
    assert form.fields[f"pieces_{line.pk}"].initial == 2 and f"restock_{line.pk}" not in form.fields


def test_both_read_what_is_to_be_done_about_either_part(order: Any, client: Client, cleo: User) -> None:
    row = a_return(order)
    cleo.groups.add(shopkeeper_group())
    text = client.get(f"/orders/{token_for(order, VIEW)}/").content.decode()
    assert "send back what has reached you by" in text
    assert "Refund what wasn’t sent by" in signed_in(cleo).get(f"/office/returns/{row.pk}/").content.decode()
