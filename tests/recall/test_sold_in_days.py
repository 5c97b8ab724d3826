"""A recall of what left in certain days, where no batch was noted."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.roles import OWNER, role_group
from shop.catalogue.sets import SetPart
from shop.london import start_of
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.models import Order
from shop.recall.models import Recall
from shop.recall.papers import authority_text
from shop.recall.prepare import Sold, Texts, prepare_recall
from shop.recall.stopping import stop_sale
from shop.recall.telling import publish_page
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.recalls import TEXTS
from tests.support.shelf import a_batch, adds_up, record_of

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 3)


@pytest.fixture
def oil() -> Any:
    return a_product("Marigold oil", stock=9)


def sent(product: Any, day: date, **more: Any) -> Order:
    """An order that left at noon of this day without a batch noted."""
    order = a_paid_order(product, **more)
    at = start_of(day) + timedelta(hours=12)
    Order.objects.filter(pk=order.pk).update(status="Dispatched", dispatched_at=at)
    return order


def stopped(product: Any, by: User) -> Recall:
    sold = [Sold(product, FIRST, LAST)]
    recall = prepare_recall(key=uuid.uuid4(), sold=sold, texts=Texts(**TEXTS), by=by)
    stop_sale(recall=recall, by=by)
    recall.refresh_from_db()
    return recall


def told(recall: Recall) -> set[str]:
    return {row.order.number for row in recall.notices.filter(is_certain=True)}


def test_who_was_sent_it_in_the_days_is_told_and_nobody_else(oil: Any, cleo: User) -> None:
    inside = [sent(oil, FIRST), sent(oil, LAST)]
    for day in (FIRST - timedelta(days=1), LAST + timedelta(days=1)):
        sent(oil, day)
    sent(a_product("Rose water"), FIRST)
    assert told(stopped(oil, cleo)) == {order.number for order in inside}


def test_sets_with_the_size_are_found(oil: Any, cleo: User) -> None:
    made = a_product("Gift set")
    SetPart.objects.create(set=made, part=oil, pieces=1)
    order = sent(made, FIRST)
    assert told(stopped(oil, cleo)) == {order.number}


def test_pieces_without_a_batch_go_off_sale_and_open_orders_are_held(oil: Any, cleo: User) -> None:
    order = a_paid_order(oil)
    stopped(oil, cleo)
    record = record_of(oil)
    assert (record.net_stock_level, record.num_in_stock) == (0, 1) and adds_up(oil)
    assert "recall of Marigold oil" in dispatch_hold_reason(order)


def test_pieces_that_become_free_follow(
    oil: Any, cleo: User, django_capture_on_commit_callbacks: Any
) -> None:
    a_paid_order(oil)
    stopped(oil, cleo)
    with django_capture_on_commit_callbacks(execute=True):
        record = record_of(oil)
        record.cancel_allocation(1)
    assert record_of(oil).num_in_stock == 0 and adds_up(oil)


def test_batches_that_came_later_stay_on_sale(cleo: User) -> None:
    oil = a_product("Marigold oil", stock=0)
    early, late = a_batch(oil, pieces=2), a_batch(oil, pieces=2)
    for batch, day in ((early, LAST), (late, LAST + timedelta(days=1))):
        type(batch).objects.filter(pk=batch.pk).update(received_at=day)
    stopped(oil, cleo)
    for batch in (early, late):
        batch.refresh_from_db()
    assert (early.is_recalled, late.is_recalled) == (True, False)


def test_the_public_page_and_the_draft_name_the_days(oil: Any, cleo: User, client: Client) -> None:
    recall = stopped(oil, cleo)
    publish_page(recall=recall, by=cleo)
    page = " ".join(client.get(f"/recalls/{recall.slug}/").content.decode().split())
    assert "if we sent it to you from 1 June 2026 to 3 June 2026" in page
    assert "number stands on the bottle" not in page
    assert "sent from 1 June 2026 to 3 June 2026; no batch was noted" in authority_text(recall)


def filled(**more: str) -> dict[str, str]:
    days = {"first_day": str(FIRST), "last_day": str(LAST)}
    return {**TEXTS, **days, "key": str(uuid.uuid4()), **more}


@pytest.fixture
def owner(cleo: User) -> Client:
    cleo.groups.add(role_group(OWNER))
    return signed_in(cleo)


def test_it_begins_on_the_size_s_page_and_is_one_however_often_sent(owner: Client, oil: Any) -> None:
    url = f"/office/recalls/new/sent/{oil.pk}/"
    assert url in owner.get(f"/office/stock/{record_of(oil).pk}/").content.decode()
    given = filled()
    for _ in range(2):
        owner.post(url, given)
    recall = Recall.objects.get()
    assert recall.scope == f"{oil.full_name}, sent from 1 June 2026 to 3 June 2026"
    assert recall.scope in owner.get(f"/office/recalls/{recall.pk}/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"last_day": "2026-05-31"}, "last_day"),
        ({"first_day": "2099-01-01", "last_day": "2099-01-01"}, "first_day"),
        ({"first_day": ""}, "first_day"),
    ],
)
def test_impossible_days_are_refused_beside_their_field(
    owner: Client, oil: Any, wrong: dict[str, str], field: str
) -> None:
    answer = owner.post(f"/office/recalls/new/sent/{oil.pk}/", filled(**wrong))
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not Recall.objects.exists()
